/**
 * Connections to PostgreSQL and what every user of one needs: sessions with pinned settings,
 * read-only transactions, the history table, the key of the appliers' lock, other sessions in the
 * server, and messages about failures. The package must not depend on the schema language,
 * differences, plans, or the classes that write DDL.
 *
 * <p>Read {@link dev.kizaki.engine.jdbc.Sessions} first. {@link dev.kizaki.engine.apply.Applier}
 * uses this package to change a database, {@link dev.kizaki.engine.connect.ReadSession} uses it to
 * read one.
 */
package dev.kizaki.engine.jdbc;
