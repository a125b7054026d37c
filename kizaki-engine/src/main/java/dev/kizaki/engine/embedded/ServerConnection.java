package dev.kizaki.engine.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/** Logs in to a server as its superuser. */
final class ServerConnection {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String WRONG_PASSWORD = "28P01";

  private ServerConnection() {}

  static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /**
   * Waits until a login succeeds. With SCRAM both sides prove that they know the password, so a
   * success also proves that the server is the expected one.
   *
   * @return the last failure; empty if a login has succeeded
   */
  static Optional<SQLException> await(int port, String password, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        tryLogin(port, password);
        return Optional.empty();
      } catch (SQLException e) {
        if (isRejection(e) || System.nanoTime() > deadline) {
          return Optional.of(e);
        }
      }
      ServerWait.sleep(PAUSE);
    }
  }

  /** Whether the server has rejected the password, so that waiting is useless. */
  static boolean isRejection(SQLException failure) {
    return WRONG_PASSWORD.equals(failure.getSQLState());
  }

  private static void tryLogin(int port, String password) throws SQLException {
    try (Connection connection = open(port, password)) {
      if (!connection.isValid(5)) {
        throw new SQLException("the connection broke at once");
      }
    }
  }

  /** Opens a connection, which the caller must close. */
  static Connection open(int port, String password) throws SQLException {
    // The driver logs a warning with a stack trace for each refused connection, so the port is
    // tested first.
    if (!LoopbackPorts.listens(port)) {
      throw new SQLException("nothing listens on port " + port);
    }
    Properties properties = new Properties();
    properties.setProperty("user", ServerHome.USERNAME);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "kizaki");
    properties.setProperty("sslmode", "disable");
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty("requireAuth", "scram-sha-256");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "10");
    // DriverManager does not find a driver that another class loader has loaded.
    return new Driver().connect(url(port), properties);
  }
}
