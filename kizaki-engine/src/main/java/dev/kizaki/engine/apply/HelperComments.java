package dev.kizaki.engine.apply;

import static dev.kizaki.engine.sql.Quoting.string;

import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlTokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Comments on the objects that exist only while a migration runs in stages, so that whoever meets
 * one knows which statement of which migration made it.
 */
final class HelperComments {
  private static final String ENDING = "~kz";

  /**
   * {@code %1$s} is the schema, {@code %2$s} how each comment begins, {@code %3$s} the names of new
   * objects with their comments. What gets its final name loses the comment again.
   */
  private static final String COMMANDS =
      """
      DECLARE
        command text;
      BEGIN
        FOR command IN
          WITH own (oid) AS (
            SELECT n.oid FROM pg_catalog.pg_namespace AS n WHERE n.nspname = %1$s),
          note (name, text) AS (VALUES %3$s),
          relation (oid, name, kind) AS (
            SELECT c.oid, c.relname, c.relkind FROM own, pg_catalog.pg_class AS c
            WHERE c.relnamespace = own.oid AND c.relkind IN ('r', 'i', 'S')),
          object (place, class, oid, part, name) AS (
            SELECT pg_catalog.format('COLUMN %%s.%%I', c.oid::pg_catalog.regclass, a.attname),
              'pg_class', c.oid, a.attnum, a.attname
            FROM relation AS c JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
            WHERE c.kind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL
            SELECT pg_catalog.format('CONSTRAINT %%I ON %%s', k.conname, c.oid::pg_catalog.regclass),
              'pg_constraint', k.oid, 0, k.conname
            FROM relation AS c JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid
            UNION ALL
            SELECT pg_catalog.format('TRIGGER %%I ON %%s', t.tgname, c.oid::pg_catalog.regclass),
              'pg_trigger', t.oid, 0, t.tgname
            FROM relation AS c JOIN pg_catalog.pg_trigger AS t ON t.tgrelid = c.oid
            UNION ALL
            SELECT pg_catalog.format('%%s %%s', CASE c.kind WHEN 'i' THEN 'INDEX' ELSE 'SEQUENCE' END,
                c.oid::pg_catalog.regclass),
              'pg_class', c.oid, 0, c.name
            FROM relation AS c WHERE c.kind <> 'r'
            UNION ALL
            SELECT pg_catalog.format('FUNCTION %%s', p.oid::pg_catalog.regprocedure),
              'pg_proc', p.oid, 0, p.proname
            FROM own, pg_catalog.pg_proc AS p WHERE p.pronamespace = own.oid
            UNION ALL
            SELECT pg_catalog.format('TYPE %%s', y.oid::pg_catalog.regtype),
              'pg_type', y.oid, 0, y.typname
            FROM own, pg_catalog.pg_type AS y WHERE y.typnamespace = own.oid AND y.typtype = 'e')
          SELECT pg_catalog.format('COMMENT ON %%s IS %%L', o.place,
            CASE WHEN d.description IS NULL THEN n.text END)
          FROM object AS o
            LEFT JOIN note AS n ON n.name = o.name::text
            LEFT JOIN pg_catalog.pg_description AS d
              ON d.classoid = ('pg_catalog.' || o.class)::pg_catalog.regclass
              AND d.objoid = o.oid AND d.objsubid = o.part
          WHERE CASE WHEN pg_catalog.right(o.name::text, 3) = '~kz'
            THEN d.description IS NULL AND n.text IS NOT NULL
            ELSE pg_catalog.starts_with(d.description, %2$s) END
        LOOP
          EXECUTE command;
        END LOOP;
      END\
      """;

  private HelperComments() {}

  /**
   * Writes the comments on what a stage has made, and removes those on what it has given its final
   * name.
   *
   * @param connection the transaction of the stage
   */
  static void write(Connection connection, String schema, SqlMigration migration, Stage stage)
      throws SQLException {
    if (!mayChangeHelpers(stage)) {
      return;
    }
    String beginning =
        "kizaki needs this while migration %s is in progress".formatted(migration.name());
    Map<String, String> notes = new TreeMap<>();
    for (Stage.Part part : stage.parts()) {
      helpers(part)
          .forEach(
              name ->
                  notes.putIfAbsent(
                      name,
                      "%s, for its statement %d"
                          .formatted(beginning, part.run().cause().ordinal() + 1)));
    }
    String values =
        notes.isEmpty()
            ? "(NULL, NULL)"
            : notes.entrySet().stream()
                .map(each -> "(%s, %s)".formatted(string(each.getKey()), string(each.getValue())))
                .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(
          "DO " + string(COMMANDS.formatted(string(schema), string(beginning), values)));
    }
  }

  private static boolean mayChangeHelpers(Stage stage) {
    return !(stage instanceof Stage.Fill)
        && !(stage instanceof Stage.Transaction transaction && transaction.reading().isPresent())
        && stage.parts().stream()
            .anyMatch(
                part ->
                    part.run() instanceof SqlCommand command && command.text().contains(ENDING));
  }

  /** The names that the part has in its text, outside of strings. */
  private static List<String> helpers(Stage.Part part) {
    return part.run() instanceof SqlCommand command
        ? SqlTokens.of(command.text()).stream()
            .filter(each -> each.kind() == SqlTokens.Kind.QUOTED_IDENTIFIER)
            .map(SqlTokens.Token::text)
            .filter(each -> each.endsWith(ENDING + "\""))
            .map(each -> each.substring(1, each.length() - 1).replace("\"\"", "\""))
            .toList()
        : List.of();
  }
}
