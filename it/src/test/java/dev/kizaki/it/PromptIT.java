package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** {@code plan} in a terminal: when it asks, and when it does not. */
final class PromptIT {
  private static final String WHICH = "Which (1-2, Enter leaves it open, ? for help): ";
  private static final String POINTS = "Task.points backfill (Enter leaves it open, ? for help): ";
  private static final String OPEN =
      """
      $ kizaki:plan
      Generated migrations/0002_update_task/plan.migration
      - [RESOLVE] either {
          rename Task.title -> Task.name
      """;

  private static TestDatabase database;

  @BeforeAll
  static void database() throws SQLException {
    assumeThat(Terminal.isAvailable()).as("/usr/bin/script of util-linux makes terminals").isTrue();
    database = PostgresServers.version(17).freshDatabase();
  }

  @AfterAll
  static void close() throws SQLException {
    if (database != null) {
      database.close();
    }
  }

  /** A project with two open questions and its own schema in the shared database. */
  private static UserProject project(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    UserProject project =
        UserProject.named("prompt-" + name)
            .using(database)
            .with("databaseSchema", name.toLowerCase(Locale.ROOT))
            .schema("entity Task {\n  title: string\n}\n");
    project.maven("kizaki:plan kizaki:apply");
    return project.schema("entity Task {\n  name: string\n  points: int\n}\n");
  }

  @Test
  void asksAndWritesTheAnswers(TestInfo test) {
    UserProject project = project(test);
    try (Terminal terminal = project.terminal("kizaki:plan", "")) {
      Build build =
          terminal
              .expect("1 of 2\r\n" + question() + WHICH)
              .type("3")
              .expect("Type a number from 1 to 2, or ? for help.\r\n\r\n" + WHICH)
              .type("1")
              .expect(POINTS)
              .type("0")
              .end();
      assertThat(build.transcript())
          .endsWith(
              """
              Task.points backfill (Enter leaves it open, ? for help): 0
              Generated migrations/0002_update_task/plan.migration
              - rename Task.title -> Task.name
              - add Task.points: int backfill 0
              BUILD SUCCESS
              """);
      assertThat(build.exitCode()).isZero();
    }
    assertThat(project.read("migrations/0002_update_task/plan.migration"))
        .isEqualTo(
            """
            migration "0002_update_task" {
              rename Task.title -> Task.name
              add Task.points: int backfill 0
            }
            """);
  }

  private static String question() {
    return """
    Task.title is gone, Task.name is new, both string. One field renamed, or two\r
    fields?\r
      1) rename Task.title -> Task.name   rows keep their values\r
      2) drop Task.title, add Task.name   its values are deleted\r
    """;
  }

  @Test
  void ctrlCWritesNothing(TestInfo test) {
    UserProject project = project(test);
    Map<String, String> before = project.written();
    try (Terminal terminal = project.terminal("kizaki:plan", "")) {
      Build build = terminal.expect(WHICH).type("1").expect(POINTS).pressCtrlC().end();
      assertThat(build.exitCode()).isEqualTo(130);
    }
    assertThat(project.written()).isEqualTo(before);
  }

  @Test
  void endOfInputWritesNothing(TestInfo test) {
    UserProject project = project(test);
    Map<String, String> before = project.written();
    try (Terminal terminal = project.terminal("kizaki:plan", "")) {
      Build build = terminal.expect(WHICH).pressCtrlD().end();
      assertThat(build.transcript())
          .endsWith(
              """
              BUILD FAILURE
              [ERROR] The input ended before the last question, so nothing was written. [KIZ312]
              [ERROR] Run `mvn kizaki:plan` again; Enter alone leaves a question open.
              """);
    }
    assertThat(project.written()).isEqualTo(before);
  }

  @Test
  void neverAsksWithoutInteraction(TestInfo test) {
    assertDoesNotAsk(project(test), "-B kizaki:plan", "");
  }

  @Test
  void neverAsksWithSeveralThreads(TestInfo test) {
    assertDoesNotAsk(project(test), "-T 2 kizaki:plan", "");
  }

  @Test
  void neverAsksIntoAPipe(TestInfo test) {
    assertDoesNotAsk(project(test), "kizaki:plan", " | cat");
  }

  @Test
  void neverAsksWithoutInput(TestInfo test) {
    assertDoesNotAsk(project(test), "kizaki:plan", " < /dev/null");
  }

  private static void assertDoesNotAsk(UserProject project, String arguments, String behind) {
    try (Terminal terminal = project.terminal(arguments, behind)) {
      assertThat(terminal.end().transcript()).startsWith(OPEN);
    }
  }

  @Test
  void neverAsksFromAPhase(TestInfo test) {
    UserProject project = project(test).planningInItsPhase();
    try (Terminal terminal = project.terminal("generate-resources", "")) {
      Build build = terminal.end();
      assertThat(build.transcript()).startsWith(OPEN).contains(", which must be reviewed first.");
      assertThat(build.exitCode()).isNotZero();
    }
  }
}
