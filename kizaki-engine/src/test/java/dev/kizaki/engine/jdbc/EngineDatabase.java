package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.Database;
import dev.kizaki.engine.Secret;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A fresh database of a real server, and the appliers that work on it. */
final class EngineDatabase implements AutoCloseable {
  static final int OLDEST = PostgresServers.MAJORS.get(0);
  static final int NEWEST = PostgresServers.MAJORS.get(PostgresServers.MAJORS.size() - 1);

  /** Short, so that tests are; long enough for a loaded machine. */
  static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(20),
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          4,
          Duration.ofMillis(50),
          Duration.ofSeconds(10));

  private final TestDatabase database;
  final RecordingListener listener = new RecordingListener();

  EngineDatabase(int major) {
    this.database = PostgresServers.version(major).freshDatabase();
  }

  Sessions sessions() {
    return sessions("public", Duration.ofSeconds(5));
  }

  Sessions sessions(String schema, Duration lockTimeout) {
    return new Sessions(server(database.jdbcUrl()), schema, lockTimeout, Optional.empty());
  }

  /** The same database through another port, such as a proxy's. */
  Sessions sessionsThrough(int port) {
    return new Sessions(
        server(database.jdbcUrl().replaceFirst(":\\d+/", ":" + port + "/")),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  Database.Server server(String url) {
    return new Database.Server(
        url, Optional.of(database.username()), Optional.of(new Secret(database.password())));
  }

  String url() {
    return database.jdbcUrl();
  }

  int port() {
    return Integer.parseInt(database.jdbcUrl().replaceFirst(".*:(\\d+)/.*", "$1"));
  }

  /** Where it is, as messages say it. */
  String address() {
    return sessions().address();
  }

  String user() {
    return database.username();
  }

  String password() {
    return database.password();
  }

  Connection connect() throws SQLException {
    return database.connect();
  }

  Applier applier() {
    return applier(sessions());
  }

  Applier applier(Sessions sessions) {
    return Applier.open(sessions, "1.2.3", PATIENCE, listener);
  }

  List<String> apply(SqlMigration... pending) {
    return apply(sessions(), List.of(pending));
  }

  List<String> apply(Sessions sessions, List<SqlMigration> pending) {
    try (Applier applier = applier(sessions)) {
      return applier.apply(pending);
    }
  }

  void execute(String... commands) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  /** The first column of the answer. */
  List<String> query(String sql) throws SQLException {
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

  /** The names of the applied migrations; none where there is no history table. */
  List<String> appliedNames() {
    try (ReadSession session = ReadSession.open(sessions())) {
      return session.applied().stream().map(AppliedMigration::name).toList();
    }
  }

  List<String> tables() throws SQLException {
    return query(
        "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
            + " and relname <> '__kizaki_migration' order by 1");
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
