/**
 * Sessions of a database and what every part that uses one needs: connections with fixed settings,
 * read-only transactions, the history table, the key of the lock, other sessions, and the messages
 * of the server.
 *
 * <p>Start with {@link dev.kizaki.engine.jdbc.Sessions}. The packages {@code apply}, {@code check},
 * {@code catalog.read} and {@code connect} build on it. It takes SQL as it is, and knows neither
 * the schema language nor plans.
 */
package dev.kizaki.engine.jdbc;
