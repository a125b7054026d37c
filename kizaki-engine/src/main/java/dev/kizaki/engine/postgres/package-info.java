/**
 * Plans to SQL: the only package that writes the commands of a migration. No connection, no file,
 * no clock.
 *
 * <p>Start with {@link dev.kizaki.engine.postgres.PostgresGenerator}; {@code StatementSql} has a
 * line for each statement. The package has three more entries, because all of them need the same
 * names and types: {@link dev.kizaki.engine.postgres.RollbackGenerator} takes a plan back for a
 * changelog, {@link dev.kizaki.engine.postgres.ExpectedObjects} describes a shape in the catalog's
 * words, and {@link dev.kizaki.engine.postgres.RestoringSql} writes what would remove a drift.
 */
package dev.kizaki.engine.postgres;
