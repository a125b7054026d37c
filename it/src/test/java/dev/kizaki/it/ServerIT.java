package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server outside the build, with the credentials of {@code src/it/settings.xml}. */
final class ServerIT {
  /** The passwords of the two servers in the settings. */
  private static final String ENCRYPTED = "kizaki-encrypted";

  private static final String PLAIN = "plain-in-settings";

  private static TestDatabase database;
  private static UserProject project;

  @BeforeAll
  static void planned() throws SQLException {
    database = PostgresServers.version(17).freshDatabase();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      // The role is never dropped, because the server belongs to this JVM.
      statement.execute("CREATE ROLE deployer LOGIN PASSWORD '" + ENCRYPTED + "'");
      statement.execute("CREATE SCHEMA tasks AUTHORIZATION deployer");
    }
    project = UserProject.named("server").schema("entity Task {\n  title: string\n}\n");
    assertThat(project.maven("kizaki:plan").exitCode()).isZero();
  }

  @AfterAll
  static void drop() throws SQLException {
    database.close();
  }

  @Test
  void connectsWithAnEncryptedPassword() throws SQLException {
    Build build =
        project.maven(
            "-X kizaki:apply kizaki:status",
            Map.of("url", database.jdbcUrl(), "serverId", "encrypted", "databaseSchema", "tasks"));

    assertThat(Transcript.of(build.log().stream().filter(line -> !line.contains("DEBUG")).toList()))
        .isEqualTo(
            """
            $ kizaki:apply
            Applying 0001_initial...
            Done.
            $ kizaki:status
            Latest committed: 0001_initial
            Latest applied: 0001_initial
            Source drift: none
            BUILD SUCCESS
            """);
    assertThat(build.exitCode()).isZero();
    assertNoSecret(build);
    try (Connection role = DriverManager.getConnection(database.jdbcUrl(), "deployer", ENCRYPTED);
        Statement statement = role.createStatement()) {
      statement.execute("INSERT INTO tasks.task (title) VALUES ('Write')");
    }
  }

  @Test
  void reportsAWrongPassword() {
    assertRefused(
        Map.of("url", database.jdbcUrl(), "serverId", "plain"),
        ("Cannot connect to %s: password authentication failed for user \"deployer\"."
                + " Check username and password. [KIZ416]")
            .formatted(address()));
  }

  /** Maven prints every cause and every parameter. */
  @Test
  void printsNoPasswordInDebugOutput() {
    Build build =
        project.maven("-e -X kizaki:apply", Map.of("url", database.jdbcUrl(), "serverId", "plain"));

    assertThat(build.exitCode()).isNotZero();
    assertThat(build.log()).anyMatch(line -> line.contains("password authentication failed"));
    assertNoSecret(build);
  }

  @Test
  void reportsAMissingDatabase() {
    assertRefused(
        Map.of("url", database.jdbcUrl() + "_gone", "serverId", "encrypted"),
        ("Cannot connect to %s_gone: database \"%s_gone\" does not exist."
                + " Create the database, or correct its name in the URL. [KIZ418]")
            .formatted(address(), database.name()));
  }

  @Test
  void reportsAnUnreachableServer() {
    assertRefused(
        Map.of("url", "jdbc:postgresql://127.0.0.1:1/tasks", "serverId", "encrypted"),
        "Cannot connect to 127.0.0.1:1/tasks: no server listens there. Check that the server runs"
            + " and that host and port are right. [KIZ412]");
  }

  @Test
  void refusesTheUrlOfAnotherDatabaseSystem() {
    assertRefused(
        Map.of("url", "jdbc:mysql://kizaki:" + ENCRYPTED + "@127.0.0.1/tasks"),
        "The connection string starts with jdbc:mysql:, but kizaki works with PostgreSQL only;"
            + " write jdbc:postgresql://host:5432/database. [KIZ403]");
  }

  @Test
  void reportsMissingRights() {
    assertRefused(
        Map.of("url", database.jdbcUrl(), "serverId", "encrypted"),
        """
        %s does not allow these migrations to be applied. [KIZ509]
        The role "deployer" lacks rights. A superuser or the owner of these objects can run:
          GRANT CREATE ON SCHEMA "public" TO "deployer";
        Applied: none. Not applied: 0001_initial.\
        """
            .formatted(address()));
  }

  /** {@code host:port/database}, as messages print it. */
  private static String address() {
    return database.jdbcUrl().substring("jdbc:postgresql://".length());
  }

  private static void assertRefused(Map<String, String> parameters, String message) {
    Map<String, String> before = project.written();
    Build build = project.maven("kizaki:apply", parameters);

    assertThat(build.transcript())
        .isEqualTo(
            "$ kizaki:apply\nBUILD FAILURE\n[ERROR] " + message.replace("\n", "\n[ERROR] ") + "\n");
    assertThat(build.exitCode()).isNotZero();
    assertNoSecret(build);
    assertThat(project.written()).isEqualTo(before);
  }

  private static void assertNoSecret(Build build) {
    assertThat(build.log()).noneMatch(line -> line.contains(ENCRYPTED) || line.contains(PLAIN));
  }
}
