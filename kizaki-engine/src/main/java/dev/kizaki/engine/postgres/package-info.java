/**
 * Translates plans to SQL. This is the only package that writes the commands of a migration. It
 * uses no connection, no file and no clock.
 *
 * <p>Start with {@link dev.kizaki.engine.postgres.PostgresGenerator}; {@code StatementSql} has a
 * line for each kind of statement. Three more classes are entries, because they need the same names
 * and types:
 *
 * <ul>
 *   <li>{@link dev.kizaki.engine.postgres.RollbackGenerator} writes the commands that undo a plan,
 *       for a changelog.
 *   <li>{@link dev.kizaki.engine.postgres.ExpectedObjects} lists the catalog objects that a shape
 *       leads to.
 *   <li>{@link dev.kizaki.engine.postgres.RestoringSql} writes the SQL that removes a drift.
 * </ul>
 */
package dev.kizaki.engine.postgres;
