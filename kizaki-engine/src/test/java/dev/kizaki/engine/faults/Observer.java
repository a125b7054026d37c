package dev.kizaki.engine.faults;

import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A session that is independent of the runs. It is opened again after its server was killed. */
final class Observer implements AutoCloseable {
  private final TestDatabase database;
  private Connection connection;

  Observer(TestDatabase database) throws SQLException {
    this.database = database;
    this.connection = database.connect();
  }

  Connection connection() throws SQLException {
    if (!connection.isValid(10)) {
      connection.close();
      connection = database.connect();
    }
    return connection;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the result. */
  List<String> column(String sql) throws SQLException {
    List<String> answer = new ArrayList<>();
    try (Statement statement = connection().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        answer.add(row.getString(1));
      }
    }
    return answer;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
