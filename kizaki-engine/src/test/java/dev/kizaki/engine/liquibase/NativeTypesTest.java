package dev.kizaki.engine.liquibase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.changelog.Change;
import dev.kizaki.engine.changelog.NativeTypes;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Liquibase keeps the types that count as kept: in a new table, in a new column and in a change of
 * type.
 */
@FullRun
class NativeTypesTest {
  private static final List<String> OWN =
      List.of(
          "text",
          "integer",
          "smallint",
          "bigint",
          "double precision",
          "boolean",
          "date",
          "uuid",
          "timestamp with time zone",
          "bytea",
          "jsonb",
          "numeric(10, 2)",
          "numeric(1000, 0)");

  private static final List<String> ENUMS =
      List.of("task_status", "order", "text", "interval", "enum", "serial", "_x1", "int4");

  private static final List<String> LOST =
      List.of("Mixed", "a b", "x(1)", "[x]", "a.b", "\u00e4", "it's", "a\"b", "1st", "a-b", "{x}");

  @TempDir private Path directory;

  @Test
  void version4() throws SQLException {
    check(LiquibaseRunner.VERSION_4, 14);
  }

  @Test
  void version5() throws SQLException {
    check(LiquibaseRunner.VERSION_5, 18);
  }

  @Test
  void namesThatLiquibaseWouldChangeAreNotKept() {
    assertThat(LOST).noneMatch(name -> NativeTypes.isKept(Quoting.qualified("public", name)));
    assertThat(LOST).noneMatch(name -> NativeTypes.isKept(Quoting.qualified(name, "status")));
    assertThat(NativeTypes.isKept("numeric(10, 2)[]")).isFalse();
  }

  private void check(LiquibaseCommands liquibase, int major) throws SQLException {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA liquibase");
      for (String each : ENUMS) {
        statement.execute("CREATE TYPE " + Quoting.qualified("public", each) + " AS ENUM ()");
      }
      List<String> types =
          Stream.concat(OWN.stream(), ENUMS.stream().map(e -> Quoting.qualified("public", e)))
              .flatMap(type -> Stream.of(type, type + "[]"))
              .filter(type -> !type.startsWith("numeric") || !type.endsWith("[]"))
              .toList();
      List<Change> changes = new ArrayList<>();
      for (String type : types) {
        TableName table = new TableName("public", "native " + type);
        statement.execute(
            "CREATE TABLE direct (created " + type + ", added " + type + ", changed " + type + ")");
        statement.execute("ALTER TABLE direct RENAME TO " + Quoting.identifier("direct " + type));
        changes.add(
            change(
                new DatabaseChange.CreateTable(
                    table,
                    List.of(column("created", type), column("changed", "text")),
                    Optional.empty(),
                    List.of())));
        changes.add(change(new DatabaseChange.AddColumn(table, column("added", type))));
        changes.add(change(new DatabaseChange.SetType(table, "changed", type)));
      }
      String master =
          new ChangelogDirectory(directory)
              .write(ChangelogDirectory.of("public", List.of(changes)));
      liquibase.update(connection, directory, master);
      for (String type : types) {
        assertThat(columns(statement, "native " + type))
            .isEqualTo(columns(statement, "direct " + type));
      }
    }
  }

  private static DatabaseChange.Column column(String name, String type) {
    return new DatabaseChange.Column(name, type, false, Optional.empty(), false);
  }

  private static Change change(DatabaseChange ddl) {
    return new Change.Native(ddl);
  }

  private static List<String> columns(Statement statement, String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet result =
        statement.executeQuery(
            "SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute"
                + " JOIN pg_class c ON c.oid = attrelid AND relname = "
                + "'"
                + table.replace("'", "''")
                + "'"
                + " WHERE attnum > 0 AND NOT attisdropped ORDER BY attname")) {
      while (result.next()) {
        columns.add(result.getString(1));
      }
    }
    return columns;
  }

  /**
   * A name that PostgreSQL does not accept as the schema of a type is never written without quotes.
   */
  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void reservedWordsAreKnown(int major) throws SQLException {
    List<String> words = new ArrayList<>();
    try (TestDatabase database = PostgresServers.version(major).freshDatabase();
        Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'C')")) {
      while (result.next()) {
        words.add(result.getString(1));
      }
    }
    assertThat(words).isNotEmpty();
    assertThat(words).noneMatch(word -> NativeTypes.isKept(Quoting.qualified(word, "status")));
  }
}
