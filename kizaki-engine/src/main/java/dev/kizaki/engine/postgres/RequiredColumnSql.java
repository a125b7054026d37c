package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.OnlineStep;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.List;

/**
 * Makes a column required without reading its rows under a lock that blocks others. A check that is
 * added for new rows first, and compared with the existing rows then, proves that no row lacks a
 * value, so that {@code SET NOT NULL} need not read the table (PostgreSQL documentation, ALTER
 * TABLE, SET NOT NULL).
 */
record RequiredColumnSql(SqlScript script, TableName table, String column) {
  List<OnlineStep> steps() {
    String check = DatabaseNames.temporary(table.table() + "_" + column + "_required");
    return List.of(
        new OnlineStep.Brief(
            script.step(
                alter()
                    .words("ADD CONSTRAINT")
                    .identifier(check)
                    .words("CHECK")
                    .parenthesized(Quoting.identifier(column) + " IS NOT NULL")
                    .words(ReferenceClauses.NOT_VALID),
                new Footprint().alters(table, RowAccess.CATALOG))),
        new OnlineStep.Validation(
            script.step(
                alter().words("VALIDATE CONSTRAINT").identifier(check),
                new Footprint().alters(table, LockMode.SHARE_UPDATE_EXCLUSIVE, RowAccess.SCAN)),
            table.table() + "." + column),
        new OnlineStep.Brief(
            script.step(
                alter().words("ALTER COLUMN").identifier(column).words("SET NOT NULL"),
                new Footprint().alters(table, RowAccess.CATALOG))),
        new OnlineStep.Brief(
            script.step(
                alter().words("DROP CONSTRAINT").identifier(check),
                new Footprint().alters(table, RowAccess.CATALOG))));
  }

  private SqlBuilder alter() {
    return sql("ALTER TABLE").table(table);
  }
}
