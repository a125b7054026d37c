package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.StatementSettings;
import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestBinaries;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements that a server has recorded, on a server that records them. */
@FullRun
final class RecordedStatementsTest {
  private static final String AFTER = StagedProject.TASK.replace("code:", "number:");
  private static final String RENAME = "rename Task.code -> Task.number";

  @TempDir Path root;

  /** Runs a test with a project on a new server. */
  private void with(int major, Body test) throws Exception {
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(root, TestBinaries.version(major), TestBinaries.cache());
    try (EmbeddedServer server = postgres.start();
        Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
    }
    try (EmbeddedServer server = postgres.start()) {
      try (Connection connection = connect(server);
          Statement statement = connection.createStatement()) {
        statement.execute("create database recorded");
      }
      String url = server.jdbcUrl().replaceFirst("/[^/]*$", "/recorded");
      TestDatabase database =
          new TestDatabase(url, server.username(), server.password(), "recorded", server.jdbcUrl());
      try (StagedProject project =
          new StagedProject(root.resolve("project"), database, 10, AFTER, RENAME)) {
        test.run(project);
      }
    }
  }

  private interface Body {
    void run(StagedProject project) throws Exception;
  }

  private static Connection connect(EmbeddedServer server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
  }

  private static Refusal refusal(StagedProject project, DeployPhase phase) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> project.apply(phase));
    assertThat(refusal.code()).contains(RefusalCode.STATEMENTS_BREAK);
    return refusal;
  }

  private static void send(StagedProject project, String text) throws SQLException {
    try (Connection connection = project.connect();
        PreparedStatement statement = connection.prepareStatement(text)) {
      statement.setInt(1, 1);
      statement.execute();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void whatTheServerHasRecordedIsChecked(int major) throws Exception {
    with(
        major,
        project -> {
          project.execute("create extension pg_stat_statements");
          send(project, "select id, title, code from task where code > ? group by id");
          send(project, "insert into task (title, code) values ('new', ?)");
          project.execute("select code from task where id = 5", "vacuum task");
          assertThat(refusal(project, DeployPhase.EXPAND))
              .hasMessageContaining("1 statement of the application would break between the phases")
              .hasMessageContaining(
                  "select id, title, code from task where code > $1 group by id (1 call)\n"
                      + "    PostgreSQL: column \"task.title\" must appear");
          project.execute("select pg_stat_statements_reset()");
          send(project, "select code from task where id = ?");
          assertThat(project.apply(DeployPhase.EXPAND))
              .contains("work between the phases, none breaks")
              .contains("Expanding 0002_rename_code...");

          AtomicBoolean runs = new AtomicBoolean(true);
          Thread old =
              new Thread(
                  () -> {
                    while (runs.get()) {
                      try {
                        send(project, "select code from task where id = ?");
                        Thread.sleep(200);
                      } catch (SQLException | InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }
                  });
          old.start();
          try {
            assertThat(refusal(project, DeployPhase.CONTRACT))
                .hasMessageContaining(
                    "1 statement of the application would break after the second phase")
                .hasMessageContaining("select code from task where id = $1 (")
                .hasMessageContaining("PostgreSQL: column \"code\" does not exist (42703)");
          } finally {
            runs.set(false);
            old.join();
          }
          assertThat(project.apply(DeployPhase.CONTRACT))
              .contains(
                  "1 recorded statement would break after the second phase, but nobody has sent"
                      + " it for 5 seconds: it is of the old version.")
              .contains("Contracting 0002_rename_code...");
        });
  }

  @Test
  void statementsOfOthersAreCountedForARoleThatMayNotReadThem() throws Exception {
    with(
        17,
        project -> {
          project.execute(
              "create extension pg_stat_statements",
              "create role deployer login password 'x'",
              "alter table task owner to deployer",
              "alter table owner owner to deployer",
              "alter table __kizaki_migration owner to deployer",
              "alter schema public owner to deployer",
              "grant create on database recorded to deployer",
              "select id, title, code from task group by id");
          assertThat(
                  project.apply(
                      project.databaseAs("deployer", "x"),
                      DeployPhase.EXPAND,
                      new StatementSettings(Optional.empty(), false)))
              .containsPattern(
                  "[0-9]+ recorded statements of other roles cannot be read; grant"
                      + " pg_read_all_stats to check them too.")
              .contains("Expanding 0002_rename_code...");
        });
  }

  @Test
  void aServerThatDoesNotRecordIsNamed() throws IOException, SQLException {
    try (StagedProject project = StagedProject.with(root, StagedProject.TASK)) {
      project.execute("create extension pg_stat_statements");
      project.plan(AFTER, RENAME);
      assertThat(project.apply(DeployPhase.EXPAND))
          .contains(
              "The statements of the application were not checked: pg_stat_statements cannot be"
                  + " read: pg_stat_statements must be loaded via \"shared_preload_libraries\", and"
                  + " -Dkizaki.statements names no file.");
    }
  }
}
