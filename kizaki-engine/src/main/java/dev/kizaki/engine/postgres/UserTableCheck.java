package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;

import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.Finding;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.RowExamples;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.Set;

/**
 * The data check for the existing column that references to the built-in user point to: PostgreSQL
 * must accept it as the target of a foreign key (documentation, section 5.5.5).
 */
final class UserTableCheck {
  private static final String PROBLEM =
      """
      WITH named (problem) AS (
        SELECT CASE
          WHEN a.attnum IS NULL THEN 'there is no such column'
          WHEN a.atttypid <> w.type AND NOT EXISTS (
            SELECT FROM pg_cast AS k
            WHERE k.castsource = w.type AND k.casttarget = a.atttypid AND k.castcontext = 'i')
            THEN 'its type is ' || format_type(a.atttypid, a.atttypmod) || ' instead of '
              || format_type(w.type, NULL)
          WHEN NOT EXISTS (
            SELECT FROM pg_index AS i
            WHERE i.indrelid = a.attrelid AND i.indisunique AND i.indimmediate AND i.indisvalid
              AND i.indpred IS NULL AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum)
            THEN 'no primary key or unique constraint consists of it' END
        FROM (SELECT to_regclass(%1$s) AS relation, %2$s::regtype::oid AS type) AS w
          LEFT JOIN pg_attribute AS a
            ON a.attrelid = w.relation AND a.attname = %3$s AND a.attnum > 0
              AND NOT a.attisdropped
      )
      """;

  private final DatabaseMapping mapping;
  private final SqlScript script;

  UserTableCheck(DatabaseMapping mapping, SqlScript script) {
    this.mapping = mapping;
    this.script = script;
  }

  void canBeReferenced(SystemEntity.ExistingColumn column) {
    TableName table = new TableName(column.schema(), column.table());
    String type = mapping.types().sql(column.type());
    String query =
        PROBLEM.formatted(string(Quoting.table(table)), string(type), string(column.column()));
    String problem =
        "column cannot be referenced, the one that userTable names (%s.%s)"
            .formatted(Quoting.table(table), Quoting.identifier(column.column()));
    script.check(
        "reason why %s.%s cannot be referenced".formatted(column.table(), column.column()),
        table,
        DataScope.ofColumns(Set.of(ColumnName.rowsOf(table))),
        new CheckQuery.Dependents(
            query + "SELECT count(problem) FROM named",
            new Finding(
                problem,
                problem,
                new RowExamples(query + "SELECT problem FROM named", List.of(), "; "),
                """
                Set userTable to a column of this table that is a primary key or unique, with its \
                type, and run `mvn kizaki:plan` again\
                """)));
  }
}
