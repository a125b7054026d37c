/**
 * Connection strings, server addresses, and the libpq parameters that PostgreSQL clients accept.
 * Start with {@link dev.kizaki.engine.connection.ConnectionString}. The package opens no
 * connection.
 */
package dev.kizaki.engine.connection;
