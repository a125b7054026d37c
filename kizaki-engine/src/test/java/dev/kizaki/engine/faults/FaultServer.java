package dev.kizaki.engine.faults;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server with databases for tests of faults.
 *
 * @param adminUrl the URL of its administrative database, in which the others are created
 */
record FaultServer(String adminUrl, String username, String password) {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  /** The server that all tests share. It must not be killed. */
  static FaultServer shared(int major) throws SQLException {
    try (TestDatabase any = PostgresServers.version(major).freshDatabase()) {
      return new FaultServer(any.admin(), any.username(), any.password());
    }
  }

  /**
   * A separate server for one test. It runs without fsync, because only the server crashes and not
   * the machine.
   */
  static FaultServer own(EmbeddedServer server) throws SQLException {
    FaultServer own = new FaultServer(server.jdbcUrl(), server.username(), server.password());
    own.execute("ALTER SYSTEM SET fsync = off");
    own.execute("SELECT pg_reload_conf()");
    return own;
  }

  TestDatabase freshDatabase() throws SQLException {
    String name = "fault_" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name);
    String url = adminUrl.substring(0, adminUrl.lastIndexOf('/') + 1) + name;
    return new TestDatabase(url, username, password, name, adminUrl);
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(adminUrl, username, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  int port() {
    return Integer.parseInt(adminUrl.replaceFirst(".*:(\\d+)/.*", "$1"));
  }

  /** Ends a session and waits until it has ended. */
  void terminate(int process) throws SQLException {
    execute("SELECT pg_terminate_backend(" + process + ", 10000)");
  }

  static DatabaseSettings direct(TestDatabase database) {
    return database(database.jdbcUrl(), database);
  }

  /** The same database through another port. */
  static DatabaseSettings through(int port, TestDatabase database) {
    return database(urlThrough(port, database), database);
  }

  static String urlThrough(int port, TestDatabase database) {
    return database.jdbcUrl().replaceFirst(":\\d+/", ":" + port + "/");
  }

  private static DatabaseSettings database(String url, TestDatabase database) {
    return database(url, database.username(), database.password());
  }

  static DatabaseSettings database(String url, String username, String password) {
    return TestRequests.database(
        new DatabaseLocation.Server(url, Optional.of(username), Optional.of(new Secret(password))),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }
}
