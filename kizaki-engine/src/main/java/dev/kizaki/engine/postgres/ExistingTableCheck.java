package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;

import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.ExternalTable;
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
import java.util.stream.Collectors;

/**
 * The data check for a table that kizaki does not manage and references lead to: PostgreSQL must
 * accept its columns as the target of a foreign key (documentation, section 5.5.5).
 */
final class ExistingTableCheck {
  private static final String PROBLEMS =
      """
      WITH relation (oid) AS (
        SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = %1$s AND c.relname = %2$s
      ), wanted (name, type) AS (
        VALUES %3$s
      ), found AS (
        SELECT w.name, w.type, a.attnum, a.atttypid, a.atttypmod
        FROM wanted AS w LEFT JOIN pg_attribute AS a
          ON a.attrelid = (SELECT oid FROM relation) AND a.attname = w.name AND a.attnum > 0
            AND NOT a.attisdropped
      ), problems (problem) AS (
        SELECT CASE
          WHEN f.attnum IS NULL THEN 'there is no column ' || quote_ident(f.name)
          WHEN f.atttypid <> f.type AND NOT EXISTS (
            SELECT FROM pg_cast AS k
            WHERE k.castsource = f.type AND k.casttarget = f.atttypid AND k.castcontext = 'i')
            THEN 'the type of ' || quote_ident(f.name) || ' is '
              || format_type(f.atttypid, f.atttypmod) || ' instead of '
              || format_type(f.type, NULL) END
        FROM found AS f
        UNION ALL
        SELECT 'no primary key or unique constraint consists of '
          || (SELECT string_agg(quote_ident(name), ', ') FROM wanted)
        WHERE NOT EXISTS (SELECT FROM found WHERE attnum IS NULL) AND NOT EXISTS (
          SELECT FROM pg_index AS i
          WHERE i.indrelid = (SELECT oid FROM relation) AND i.indisunique AND i.indimmediate
            AND i.indisvalid AND i.indpred IS NULL
            AND i.indnkeyatts = (SELECT count(*) FROM wanted)
            AND NOT EXISTS (
              SELECT FROM found WHERE attnum <> ALL ((i.indkey::int2[])[0:i.indnkeyatts - 1])))
      )
      """;

  /** A missing table gets a stub, for which its schema has to exist. */
  private static final String PROBLEMS_OR_STUB =
      PROBLEMS
          + """
          , all_problems (problem) AS (
            SELECT problem FROM problems WHERE EXISTS (SELECT FROM relation)
            UNION ALL
            SELECT 'there is no schema ' || quote_ident(%1$s)
            WHERE NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = %1$s)
          )
          """;

  private final DatabaseMapping mapping;
  private final SqlScript script;

  ExistingTableCheck(DatabaseMapping mapping, SqlScript script) {
    this.mapping = mapping;
    this.script = script;
  }

  /** The column that the setting names must exist. */
  void ofUser(BuiltInUser user) {
    String problem =
        "column cannot be referenced, the one that userTable names (%s)".formatted(columns(user));
    check(
        user,
        PROBLEMS.formatted(arguments(user)),
        "problems",
        problem,
        """
        Set userTable to a column of this table that is a primary key or unique, with its type, \
        and run `mvn kizaki:plan` again\
        """);
  }

  /** If the external table exists, its columns must fit. */
  void ofExternal(ExternalTable external) {
    check(
        external,
        PROBLEMS_OR_STUB.formatted(arguments(external)),
        "all_problems",
        "reason why references cannot lead to the external table %s (%s)"
            .formatted(external.name(), columns(external)),
        """
        Create the schema or the unique constraint, or correct `external %1$s` in the schema and \
        run `mvn kizaki:plan` again\
        """
            .formatted(external.name()));
  }

  private void check(
      SystemEntity entity, String query, String problems, String problem, String remedy) {
    TableName table = table(entity);
    script.check(
        "reason why %s cannot be referenced"
            .formatted(
                entity.key().stream()
                    .map(each -> table.table() + "." + each.column())
                    .collect(Collectors.joining(", "))),
        table,
        DataScope.ofColumns(Set.of(ColumnName.rowsOf(table))),
        new CheckQuery.Dependents(
            query + "SELECT count(problem) FROM " + problems,
            new Finding(
                problem,
                problem.replaceFirst("^reason why", "reasons why"),
                new RowExamples(
                    query + "SELECT problem FROM " + problems + " WHERE problem IS NOT NULL",
                    List.of(),
                    "; "),
                remedy)));
  }

  /** The shape does not have the entity yet. */
  private static TableName table(SystemEntity entity) {
    return entity.table().map(each -> new TableName(each.schema(), each.table())).orElseThrow();
  }

  private Object[] arguments(SystemEntity entity) {
    TableName table = table(entity);
    String wanted =
        entity.key().stream()
            .map(
                each ->
                    "(%s::name, %s::regtype::oid)"
                        .formatted(string(each.column()), string(mapping.types().sql(each.type()))))
            .collect(Collectors.joining(", "));
    return new Object[] {string(table.schema()), string(table.table()), wanted};
  }

  private static String columns(SystemEntity entity) {
    List<String> names =
        entity.key().stream().map(each -> Quoting.identifier(each.column())).toList();
    String table = Quoting.table(table(entity));
    return names.size() == 1
        ? table + "." + names.get(0)
        : "%s(%s)".formatted(table, String.join(", ", names));
  }
}
