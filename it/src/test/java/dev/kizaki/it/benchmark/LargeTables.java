package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The rows of the tables that are changed, and what they take. */
final class LargeTables {
  private static final String SIZES =
      """
      select pg_table_size('task') + pg_table_size('note'),
        pg_indexes_size('task') + pg_indexes_size('note'),
        pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')\
      """;

  private LargeTables() {}

  /**
   * Sizes in bytes.
   *
   * @param tables that of the tables
   * @param indexes that of their indexes
   * @param wal that of all WAL so far
   */
  record Sizes(long tables, long indexes, long wal) {}

  /** Inserts the rows: tasks, and a note for each fourth of them. */
  static void fill(TestDatabase database, int rows) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into task (title, size)
          select 'task number ' || n || repeat('x', 100), nullif(n %% 10, 0)
          from generate_series(1, %d) n
          """
              .formatted(rows));
      statement.execute(
          "insert into note (task, copy) select n, n from generate_series(1, %d) n"
              .formatted(rows / 4));
      statement.execute("vacuum analyze task, note");
      statement.execute("checkpoint");
    }
  }

  static Sizes sizes(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SIZES)) {
      row.next();
      return new Sizes(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  /** The size of all WAL so far, in bytes, whatever the tables are called by now. */
  static long wal(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn() - '0/0'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
