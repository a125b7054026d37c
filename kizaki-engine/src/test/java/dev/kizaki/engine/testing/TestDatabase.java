package dev.kizaki.engine.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * An empty database of one test; its user is the superuser. Closing it drops it and ends its
 * sessions. A database that is not closed is deleted with its server at the end of the JVM.
 *
 * @param admin the URL of the server's own database, from which this one is dropped
 */
public record TestDatabase(
    String jdbcUrl, String username, String password, String name, String admin)
    implements AutoCloseable {

  /** A new connection, to be closed by the caller. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, username, password);
  }

  @Override
  public void close() throws SQLException {
    try (Connection connection = DriverManager.getConnection(admin, username, password);
        var statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
  }
}
