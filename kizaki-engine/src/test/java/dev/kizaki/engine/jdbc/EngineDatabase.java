package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.RecordingListener;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestRequests;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A new database of a real server, and appliers of it. */
public final class EngineDatabase implements AutoCloseable {
  public static final int OLDEST = PostgresServers.MAJORS.get(0);
  public static final int NEWEST = PostgresServers.MAJORS.get(PostgresServers.MAJORS.size() - 1);

  /** Short, so that tests are fast, but long enough for a busy machine. */
  public static final RetryPolicy PATIENCE =
      new RetryPolicy(
          Duration.ofSeconds(20),
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          4,
          Duration.ofMillis(50),
          Duration.ofSeconds(10));

  private final TestDatabase database;
  public final RecordingListener listener = new RecordingListener();

  public EngineDatabase(int major) {
    this.database = PostgresServers.version(major).freshDatabase();
  }

  public Sessions sessions() {
    return sessions("public", Duration.ofSeconds(5));
  }

  public Sessions sessions(String schema, Duration lockTimeout) {
    return TestRequests.sessions(server(database.jdbcUrl()), schema, lockTimeout, Optional.empty());
  }

  /** The same database through another port, such as a proxy's. */
  public Sessions sessionsThrough(int port) {
    return TestRequests.sessions(
        server(database.jdbcUrl().replaceFirst(":\\d+/", ":" + port + "/")),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  public DatabaseLocation.Server server(String url) {
    return new DatabaseLocation.Server(
        url, Optional.of(database.username()), Optional.of(new Secret(database.password())));
  }

  public String url() {
    return database.jdbcUrl();
  }

  public int port() {
    return Integer.parseInt(database.jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1"));
  }

  /** Its location, as in messages. */
  public String address() {
    return sessions().address();
  }

  public String user() {
    return database.username();
  }

  public String password() {
    return database.password();
  }

  public Connection connect() throws SQLException {
    return database.connect();
  }

  public Applier applier() {
    return applier(sessions());
  }

  /** An applier that holds the lock and has read the history, like that of a goal. */
  public Applier applier(Sessions sessions) {
    Applier applier = Applier.open(sessions, "1.2.3", PATIENCE, listener);
    try {
      applier.applied();
      return applier;
    } catch (RuntimeException e) {
      applier.close();
      throw e;
    }
  }

  public List<String> apply(SqlMigration... pending) {
    return apply(sessions(), List.of(pending));
  }

  public List<String> apply(Sessions sessions, List<SqlMigration> pending) {
    try (Applier applier = applier(sessions)) {
      return applier.apply(pending);
    }
  }

  public void execute(String... commands) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  /** The first column of the result. */
  public List<String> query(String sql) throws SQLException {
    List<String> answer = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        answer.add(row.getString(1));
      }
    }
    return answer;
  }

  /** The names of the applied migrations; empty if the history table does not exist. */
  public List<String> appliedNames() {
    try (ReadSession session = ReadSession.open(sessions())) {
      return session.applied().stream().map(AppliedMigration::name).toList();
    }
  }

  public List<String> tables() throws SQLException {
    return query(
        "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
            + " and relname <> '__kizaki_migration' order by 1");
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
