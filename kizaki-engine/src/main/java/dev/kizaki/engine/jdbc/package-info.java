/**
 * Runs SQL: connections with pinned settings, the lock that lets one applier work at a time, the
 * history table, one transaction a migration, and what is said when it fails. The package takes
 * commands as they are ({@link dev.kizaki.engine.sql}); it must not know the schema language,
 * differences, plans, or how DDL is written.
 *
 * <p>Read {@link dev.kizaki.engine.apply.Applier} first; it names its parts in the order in which
 * they work. {@link dev.kizaki.engine.connect.ReadSession} is the door for those that only look.
 */
package dev.kizaki.engine.jdbc;
