package dev.kizaki.engine.goals;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The settings with which a project uses its database on the server that all rows share. */
record ServerSettings(
    String url,
    Optional<String> username,
    Optional<String> password,
    String schema,
    Duration lockTimeout,
    Optional<Duration> statementTimeout,
    List<String> ignore) {

  /** The database of a project, with the superuser. */
  static ServerSettings of(BranchedProject project) {
    TestDatabase test = project.onServer();
    return new ServerSettings(
        test.jdbcUrl(),
        Optional.of(test.username()),
        Optional.of(test.password()),
        "public",
        Duration.ofSeconds(5),
        Optional.empty(),
        List.of());
  }

  /** The project uses its database with these settings. */
  static void use(BranchedProject project, UnaryOperator<ServerSettings> change) {
    project.use(change.apply(of(project)).settings());
  }

  /** The project uses its database, and has applied all migrations to it. */
  static void apply(BranchedProject project) {
    use(project, UnaryOperator.identity());
    project.run(Goal.APPLY);
  }

  /** Applies with these settings. */
  static void apply(BranchedProject project, UnaryOperator<ServerSettings> change) {
    use(project, change);
    project.run(Goal.APPLY);
  }

  /** Runs SQL in the database of a project, as the superuser. */
  static void execute(BranchedProject project, String... commands) throws SQLException {
    try (Connection connection = project.onServer().connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  /** A role of the server that has no rights yet; its password is its name. */
  static String role(BranchedProject project) {
    return "of_" + project.onServer().name();
  }

  DatabaseSettings settings() {
    return new DatabaseSettings(
        new DatabaseLocation.Server(url, username, password.map(Secret::new)),
        schema,
        lockTimeout,
        statementTimeout,
        Duration.ofSeconds(30),
        ignore);
  }

  ServerSettings url(String text) {
    return new ServerSettings(
        text, username, password, schema, lockTimeout, statementTimeout, ignore);
  }

  /** The same server at another port. */
  ServerSettings port(int port) {
    return url(url.replaceFirst(":\\d+/", ":" + port + "/"));
  }

  ServerSettings user(String name, String secret) {
    return new ServerSettings(
        url, Optional.of(name), Optional.of(secret), schema, lockTimeout, statementTimeout, ignore);
  }

  ServerSettings withoutUser() {
    return new ServerSettings(
        url, Optional.empty(), Optional.empty(), schema, lockTimeout, statementTimeout, ignore);
  }

  ServerSettings schema(String name) {
    return new ServerSettings(url, username, password, name, lockTimeout, statementTimeout, ignore);
  }

  ServerSettings lockTimeout(Duration duration) {
    return new ServerSettings(url, username, password, schema, duration, statementTimeout, ignore);
  }

  ServerSettings statementTimeout(Duration duration) {
    return new ServerSettings(
        url, username, password, schema, lockTimeout, Optional.of(duration), ignore);
  }

  ServerSettings ignore(String pattern) {
    return new ServerSettings(
        url, username, password, schema, lockTimeout, statementTimeout, List.of(pattern));
  }
}
