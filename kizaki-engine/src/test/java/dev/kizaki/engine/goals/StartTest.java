package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.ResetRequest;
import dev.kizaki.engine.api.StartRequest;
import dev.kizaki.engine.api.StartedDatabase;
import dev.kizaki.engine.connection.ConnectionString;
import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server: {@code start} together with {@code dev}, and repeated starts. */
@FullRun
final class StartTest {
  @TempDir Path root;
  private DatabaseSettings database;
  private final RecordedLines lines = new RecordedLines();

  @BeforeEach
  void planned() throws IOException {
    database =
        TestRequests.database(
            new DatabaseLocation.Embedded(
                root,
                "17",
                (artifact, version) ->
                    TestBinaries.folder().resolve(artifact + "-" + version + ".jar")),
            "public",
            Duration.ofSeconds(5),
            Optional.empty());
    AppliedProject.write(root, "src/main/inspire/task.inspire", "entity Task { title: string }\n");
    new Kizaki(new RecordedLines())
        .plan(AppliedProject.planning(AppliedProject.project(root), database));
  }

  @Test
  void testsUseASeparateDatabase() throws SQLException {
    new Kizaki(new RecordedLines())
        .apply(new ApplyRequest(AppliedProject.project(root), database, Optional.empty()));
    String url;
    String password;
    try (StartedDatabase first = start()) {
      url = first.jdbcUrl();
      password = first.password().reveal();
      assertThat(url).endsWith("/kizaki_test");
      assertThat(first.username()).isEqualTo("kizaki_test");
      assertThat(first.password()).hasToString("***");
      assertThat(lines.text()).isEqualTo("Test database at 0001_initial: " + url + "\n");
      execute(first, "insert into task (title) values ('in a test')");
      assertThat(count(first)).isEqualTo("1");

      dev();
      assertThatThrownBy(() -> new Kizaki(lines).reset(reset()))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "The embedded database is in use by the tests of this build (`kizaki:start`, process"
                  + " %d). Run `mvn kizaki:reset` in a build of its own."
                      .formatted(ProcessHandle.current().pid()));
    }

    try (StartedDatabase second = start()) {
      assertThat(second.jdbcUrl()).isEqualTo(url);
      assertThat(second.password().reveal()).isNotEqualTo(password);
      assertThat(count(second)).isEqualTo("0");
      assertThatThrownBy(() -> DriverManager.getConnection(url, "kizaki_test", password))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }
  }

  /**
   * The server keeps running for another build, and the password of the stopped one must be
   * invalid.
   */
  @Test
  void stoppingInvalidatesThePassword() throws SQLException {
    try (StartedDatabase first = start()) {
      StartedDatabase second = start();
      second.close();
      second.close();
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      second.jdbcUrl(), second.username(), second.password().reveal()))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isIn("28000", "28P01"));
      assertThat(first.jdbcUrl()).isEqualTo(second.jdbcUrl());
    }
    assertThat(root.resolve(".kizaki/postgres/17/data/postmaster.pid")).doesNotExist();
  }

  /** The other build holds the lock until its session ends, and its test data is kept. */
  @Test
  void refusesTheTestDatabaseOfAnotherBuild() throws Exception {
    String url;
    try (StartedDatabase first = start()) {
      url = first.jdbcUrl();
    }
    try (EmbeddedServer server =
            new EmbeddedPostgres(root, TestBinaries.version(17), TestBinaries.cache()).start();
        Connection other =
            DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
        Statement statement = other.createStatement()) {
      statement.execute("set application_name = 'kizaki start 4711'");
      statement.execute("select pg_advisory_lock(x'6b697a616b695f74'::bigint)");
      assertThat(catchThrowable(this::start))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "Another build uses the test database of this module: process 4711. Run again when it"
                  + " has ended.");
      DriverManager.getConnection(url, server.username(), server.password()).close();
    }
    start().close();
  }

  @Test
  void refusesASchemaThatIsAhead() throws IOException {
    AppliedProject.write(root, "src/main/inspire/label.inspire", "entity Label { name: string }\n");
    assertRefused(
        "Source schema is ahead of committed history.\nRun `mvn kizaki:plan` to continue.");
  }

  @Test
  void refusesAnOpenQuestion() throws IOException {
    Path plan = root.resolve("migrations/0001_initial/plan.migration");
    Files.writeString(
        plan, Files.readString(plan).replace("title: string", "title: string = [RESOLVE]"));
    assertThat(catchThrowable(this::start)).isInstanceOf(Refusal.class);
    assertThat(root.resolve(".kizaki")).doesNotExist();
  }

  @Test
  void refusesAConfiguredDatabase() {
    DatabaseSettings server =
        TestRequests.database(
            ConnectionString.parse("jdbc:postgresql://127.0.0.1:1/tasks").server(),
            "public",
            Duration.ofSeconds(5),
            Optional.empty());
    assertThat(
            catchThrowable(
                () ->
                    new Kizaki(lines)
                        .start(
                            new StartRequest(
                                AppliedProject.project(root), server, Optional.empty()))))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "kizaki:start deletes and creates a database for tests, so it works only on the"
                + " embedded server, but another database is configured; leave out url,"
                + " connectionString, serverId, username and password.");
  }

  private void assertRefused(String message) {
    assertThat(catchThrowable(this::start)).isInstanceOf(Refusal.class).hasMessage(message);
    assertThat(lines.text()).isEmpty();
    assertThat(root.resolve(".kizaki")).doesNotExist();
  }

  private StartedDatabase start() {
    return new Kizaki(lines)
        .start(new StartRequest(AppliedProject.project(root), database, Optional.empty()));
  }

  /** The database of {@code dev} is still the user's own, not the test database. */
  private void dev() {
    RecordedLines output = new RecordedLines();
    new Kizaki(output).dev(new DevRequest(AppliedProject.project(root), database, false));
    assertThat(output.text())
        .matches(
            """
            Schema, history and database agree\\.
            Use jdbc:postgresql://127\\.0\\.0\\.1:\\d+/postgres as user kizaki; the password is in \
            \\.kizaki/postgres/17/password\\.
            Its server stops with this build; `mvn kizaki:dev -Dkizaki\\.watch` keeps it running\\.
            """);
  }

  private ResetRequest reset() {
    return new ResetRequest(AppliedProject.project(root), database, false);
  }

  private static void execute(StartedDatabase started, String sql) throws SQLException {
    try (Connection connection = connect(started);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String count(StartedDatabase started) throws SQLException {
    try (Connection connection = connect(started);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from task")) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(StartedDatabase started) throws SQLException {
    return DriverManager.getConnection(
        started.jdbcUrl(), started.username(), started.password().reveal());
  }
}
