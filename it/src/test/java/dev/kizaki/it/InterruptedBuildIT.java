package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ctrl-C while {@code apply} runs a long statement: the server ends the statement, too. */
@DisabledOnOs(OS.WINDOWS)
final class InterruptedBuildIT {
  private static final String PROJECT = "entity Project {\n  name: string\n}\n";
  private static final String SCHEMA = PROJECT + "entity Task {\n  title: string\n}\n";

  /** A statement that runs for the number of seconds in a table of the test. */
  private static final String LONG =
      """
      migration "0002_add_task" {
        add entity Task {
          id: uuid = uuid() @primaryKey
          title: string
        }
        run sql("select pg_sleep(seconds) from pause.pause")
      }
      """;

  private static final String RUNS =
      "exists (select from pg_stat_activity where query like '%pause.pause%'"
          + " and application_name = 'kizaki' and state = 'active')";

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @Test
  void ctrlCEndsTheStatementOnAServer() throws Exception {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase();
        Connection connection = database.connect()) {
      UserProject project = UserProject.named("interrupted-server").using(database);
      List<String> before = prepare(project, connection);
      interrupt(project, connection);
      await(connection, "not " + RUNS);
      assertThat(DatabaseText.of(connection)).isEqualTo(before);

      execute(connection, "delete from pause.pause");
      assertApplySucceeds(project);
    }
  }

  /** The embedded server ends with the build that started it. */
  @Test
  void ctrlCStopsTheEmbeddedServer() throws Exception {
    UserProject project = UserProject.named("interrupted-embedded");
    EmbeddedFolder embedded = new EmbeddedFolder(project.directory());
    List<String> before;
    assertThat(project.schema(PROJECT).maven("kizaki:plan kizaki:apply").exitCode()).isZero();
    try (EmbeddedServer server = embedded.start();
        Connection connection = embedded.connect("postgres")) {
      assertThat(server.port()).isPositive();
      before = prepare(project, connection);
    }
    try (RunningBuild build = project.launch("kizaki:apply")) {
      build.expect("[INFO] Applying 0002_add_task...");
      try (Connection connection = embedded.connect("postgres")) {
        await(connection, RUNS);
      }
      assertThat(build.interrupt()).isEmpty();
    }
    embedded.assertAtRest();
    try (EmbeddedServer server = embedded.start();
        Connection connection = embedded.connect("postgres")) {
      assertThat(server.port()).isPositive();
      assertThat(DatabaseText.of(connection)).isEqualTo(before);
      execute(connection, "delete from pause.pause");
    }
    assertApplySucceeds(project);
    embedded.assertAtRest();
  }

  /** Applies one migration and plans the long one. Returns the content of the database. */
  private static List<String> prepare(UserProject project, Connection connection) throws Exception {
    assertThat(project.schema(PROJECT).maven("kizaki:plan kizaki:apply").exitCode()).isZero();
    execute(connection, "create schema pause");
    execute(connection, "create table pause.pause as select 600 as seconds");
    project.schema(SCHEMA).write("migrations/0002_add_task/plan.migration", LONG);
    assertThat(project.maven("kizaki:plan").exitCode()).isZero();
    return DatabaseText.of(connection);
  }

  private static void interrupt(UserProject project, Connection connection) throws Exception {
    try (RunningBuild build = project.launch("kizaki:apply")) {
      build.expect("[INFO] Applying 0002_add_task...");
      await(connection, RUNS);
      assertThat(build.interrupt()).isEmpty();
    }
  }

  private static void assertApplySucceeds(UserProject project) {
    assertThat(project.maven("kizaki:apply").transcript())
        .isEqualTo("$ kizaki:apply\nApplying 0002_add_task...\nDone.\nBUILD SUCCESS\n");
  }

  private static void await(Connection connection, String condition) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!DatabaseText.column(connection, "select " + condition).equals(List.of("t"))) {
      assertThat(System.nanoTime()).as(condition).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
