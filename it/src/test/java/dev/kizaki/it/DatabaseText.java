package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.cases.CatalogDump;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of a database schema as lines: its catalog, its history without the times, and every
 * row. Two schemas are equal if their lines are.
 */
final class DatabaseText {
  private static final String HISTORY = "__kizaki_migration";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private DatabaseText() {}

  /** The lines of {@code public}. Waits until no build has a session in the database. */
  static List<String> of(Connection connection) throws SQLException, InterruptedException {
    awaitEndOfSessions(connection);
    List<String> lines = new ArrayList<>(CatalogDump.of(connection, "public"));
    List<String> tables =
        column(
            connection,
            "select tablename from pg_tables where schemaname = 'public'"
                + " order by tablename collate \"C\"");
    for (String table : tables) {
      String row =
          table.equals(HISTORY)
              ? "t.number, t.name, t.digest, coalesce(t.parent, 'none'), t.applied_by,"
                  + " t.tool_version"
              : "t::text";
      lines.addAll(
          column(
              connection,
              "select concat_ws(' ', '%s', %s) from public.\"%s\" t order by 1"
                  .formatted(table, row, table)));
    }
    return lines;
  }

  /**
   * Waits until the sessions of kizaki have ended; a server notices a lost client within a second.
   */
  private static void awaitEndOfSessions(Connection connection)
      throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    List<String> kizakiSessions = kizakiSessions(connection);
    while (!kizakiSessions.isEmpty()) {
      assertThat(System.nanoTime()).as("still there: %s", kizakiSessions).isLessThan(deadline);
      Thread.sleep(20);
      kizakiSessions = kizakiSessions(connection);
    }
  }

  private static List<String> kizakiSessions(Connection connection) throws SQLException {
    return column(
        connection,
        "select concat_ws(' ', pid, application_name, state, query) from pg_stat_activity"
            + " where datname = current_database() and application_name like 'kizaki%'");
  }

  /** The first column of a query's result. */
  static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
