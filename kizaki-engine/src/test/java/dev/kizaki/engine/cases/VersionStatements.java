package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.Quoting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements of one version of an application, by the shape that it knows: reads and writes of
 * each table with all columns, and inserts of the columns alone that it has to write.
 */
record VersionStatements(Shape shape, String schema) {
  /** The rows, not the statement, are at fault: a unique, a reference or a check. */
  private static final String INTEGRITY = "23";

  private static final String NOT_NULL = "23502";

  /** Runs all of them, and undoes what they write. */
  void run(Connection connection, String version) throws SQLException {
    List<String> positions = positions(connection);
    connection.setAutoCommit(false);
    try {
      for (Entity entity : shape.entities()) {
        for (String each : of(entity)) {
          run(connection, each, version);
        }
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    try (Statement statement = connection.createStatement()) {
      for (String each : positions) {
        statement.execute(each);
      }
    }
  }

  /** The statements themselves, without what keeps some of them from being carried out. */
  static List<String> texts(Shape shape, String schema) {
    VersionStatements version = new VersionStatements(shape, schema);
    return shape.entities().stream()
        .flatMap(entity -> version.of(entity).stream())
        .map(text -> text.replaceFirst("^EXPLAIN ", ""))
        .toList();
  }

  /** A rollback does not give back the numbers of sequences. */
  private List<String> positions(Connection connection) throws SQLException {
    List<String> positions = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select format('select setval(%%L, %%s, %%L)', s.name, p.last_value, p.is_called)
                from (select format('%%I.%%I', schemaname, sequencename) as name
                    from pg_sequences where schemaname = %s) as s,
                  xmltable('/row' passing query_to_xml('table ' || s.name, false, true, '')
                    columns last_value text, is_called text) as p\
                """
                    .formatted(Quoting.string(schema)))) {
      while (row.next()) {
        positions.add(row.getString(1));
      }
    }
    return positions;
  }

  private static void run(Connection connection, String text, String version) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(text);
    } catch (SQLException e) {
      assertThat(e.getSQLState().startsWith(INTEGRITY) && !e.getSQLState().equals(NOT_NULL))
          .as("%s version: %s: %s".formatted(version, text, e.getMessage()))
          .isTrue();
    }
    connection.rollback(before);
  }

  private List<String> of(Entity entity) {
    String table = Quoting.qualified(schema, Oracle.NAMES.table(entity));
    List<Field> written =
        entity.fields().stream()
            .filter(field -> !field.isGenerated() && !field.isAlwaysIdentity())
            .toList();
    String all = columns(entity.fields().stream());
    List<String> statements = new ArrayList<>();
    statements.add("SELECT %s FROM %s FOR UPDATE".formatted(all, table));
    if (!written.isEmpty()) {
      String columns = columns(written.stream());
      String insert = "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %1$s".formatted(table, columns);
      statements.add("EXPLAIN %s RETURNING %s".formatted(insert, all));
      Stream.concat(entity.key().stream(), entity.uniques().stream())
          .map(
              group ->
                  columns(group.fields().stream().map(name -> entity.field(name).orElseThrow())))
          .forEach(
              target ->
                  statements.add(
                      "EXPLAIN %s ON CONFLICT (%s) DO UPDATE SET %s"
                          .formatted(insert, target, assignment(written.get(0), "excluded."))));
    }
    for (Field field : written) {
      statements.add("UPDATE %s SET %s".formatted(table, assignment(field, "")));
    }
    List<Field> required =
        written.stream()
            .filter(field -> !field.nullable() && field.defaultValue().isEmpty())
            .toList();
    if (!required.isEmpty()) {
      String columns = columns(required.stream());
      statements.add("INSERT INTO %1$s (%2$s) SELECT %2$s FROM %1$s".formatted(table, columns));
    }
    statements.add("DELETE FROM " + table);
    return statements;
  }

  private static String assignment(Field field, String from) {
    String column = Quoting.identifier(Oracle.NAMES.column(field));
    return column + " = " + from + column;
  }

  private static String columns(Stream<Field> fields) {
    return fields
        .map(field -> Quoting.identifier(Oracle.NAMES.column(field)))
        .collect(Collectors.joining(", "));
  }
}
