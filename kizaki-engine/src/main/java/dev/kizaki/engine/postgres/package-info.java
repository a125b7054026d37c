/**
 * Turns plans into SQL. Only this package writes the commands of a migration. It uses no
 * connection, no file and no clock.
 *
 * <p>Start with {@link dev.kizaki.engine.postgres.PostgresGenerator}; {@code StatementSql} chooses
 * the writer of each statement. The package has three more entry points, because all of them need
 * the same names and types: {@link dev.kizaki.engine.postgres.RollbackGenerator} writes the
 * rollback of a plan for a changelog, {@link dev.kizaki.engine.postgres.ExpectedObjects} describes
 * a shape as catalog objects, and {@link dev.kizaki.engine.postgres.RestoringSql} writes the SQL
 * that would remove a drift.
 */
package dev.kizaki.engine.postgres;
