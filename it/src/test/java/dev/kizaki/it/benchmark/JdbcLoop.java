package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The minimum that can run migrations: the commands and a history row, in one transaction each. */
final class JdbcLoop {
  /** Creates the table of the history rows, unless there is one. */
  static final String TABLE =
      """
      create table if not exists history (
        number integer primary key,
        name text not null,
        applied_at timestamp with time zone not null
      )\
      """;

  private static final String ROW = "insert into history values (?, ?, clock_timestamp())";

  private JdbcLoop() {}

  /**
   * Runs those migrations of which the database has no row.
   *
   * @param migrations the commands of each migration
   */
  static void run(TestDatabase database, List<List<String>> migrations) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
      int number = rows(statement);
      connection.setAutoCommit(false);
      try (PreparedStatement row = connection.prepareStatement(ROW)) {
        for (List<String> commands : migrations.subList(number, migrations.size())) {
          for (String command : commands) {
            statement.execute(command);
          }
          row.setInt(1, ++number);
          row.setString(2, "migration" + number);
          row.executeUpdate();
          connection.commit();
        }
      }
    }
  }

  private static int rows(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select count(*) from history")) {
      row.next();
      return row.getInt(1);
    }
  }
}
