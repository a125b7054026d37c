package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code plan} with answers, with pending migrations, and with a plan written by hand. */
final class PlanningIT {
  private static final String TASK = "entity Task {\n  title: string\n}\n";

  @Test
  void acceptsAnswersOnTheCommandLine() throws SQLException {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      UserProject project = UserProject.named("planning-answers").using(database).schema(TASK);
      project.maven("kizaki:plan kizaki:apply");
      project.schema("entity Task {\n  name: string\n  points: int\n}\n");

      Map<String, String> before = project.written();
      Build refused =
          project.maven("kizaki:plan", Map.of("resolve", "Task.points backfill 0; drop Task.id"));
      assertThat(refused.transcript())
          .isEqualTo(
              """
              $ kizaki:plan
              BUILD FAILURE
              [ERROR] The answer `drop Task.id` fits no open question. [KIZ309]
              [ERROR] Open questions:
              [ERROR]   Task.title is gone, Task.name is new, both string. One field renamed, or two \
              fields?
              [ERROR]     rename Task.title -> Task.name
              [ERROR]     drop Task.title
              """);
      assertThat(refused.exitCode()).isNotZero();
      assertThat(project.written()).isEqualTo(before);

      Build answered =
          project.maven(
              "kizaki:plan kizaki:apply",
              Map.of("resolve", "rename Task.title -> Task.name; Task.points backfill 0"));
      assertThat(answered.transcript())
          .isEqualTo(
              """
              $ kizaki:plan
              Generated migrations/0002_update_task/plan.migration
              - rename Task.title -> Task.name
              - add Task.points: int backfill 0
              $ kizaki:apply
              Applying 0002_update_task...
              Done.
              BUILD SUCCESS
              """);
    }
  }

  @Test
  void refusesToPlanWithSeveralPendingMigrations() throws SQLException {
    try (TestDatabase applied = PostgresServers.version(17).freshDatabase();
        TestDatabase behind = PostgresServers.version(17).freshDatabase()) {
      UserProject project = UserProject.named("planning-pending").using(applied).schema(TASK);
      project.maven("kizaki:plan kizaki:apply");
      project.schema("entity Task {\n  title: string\n  done: boolean = false\n}\n");
      project.maven("kizaki:plan kizaki:apply");
      project.schema(TASK + "entity Label {\n  name: string\n}\n");

      Map<String, String> before = project.written();
      Build refused = project.using(behind).maven("kizaki:plan");
      assertThat(refused.transcript())
          .isEqualTo(
              """
              $ kizaki:plan
              BUILD FAILURE
              [ERROR] More than one migration is pending: 0001_initial, 0002_add_done. [KIZ306]
              [ERROR] plan can rewrite only the latest migration, so all others must be applied. Apply them with \
              `mvn kizaki:apply`, then run `mvn kizaki:plan` again.
              """);
      assertThat(refused.exitCode()).isNotZero();
      assertThat(project.written()).isEqualTo(before);
    }
  }

  @Test
  void appliesAPlanWrittenByHand() throws SQLException {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      UserProject project =
          UserProject.named("planning-by-hand")
              .using(database)
              .schema("entity Task {\n  first: string\n  last: string\n}\n");
      project.maven("kizaki:plan kizaki:apply");
      String plan =
          """
          migration "0002_swap_names" {
            // They were the wrong way round.
            rename Task.first -> Task.spare
            rename Task.last -> Task.first
            rename Task.spare -> Task.last
          }
          """;
      project.write("migrations/0002_swap_names/plan.migration", plan);

      assertThat(project.maven("kizaki:plan kizaki:apply kizaki:plan").transcript())
          .isEqualTo(
              """
              $ kizaki:plan
              Accepted migrations/0002_swap_names/plan.migration as it stands.
              - rename Task.first -> Task.spare
              - rename Task.last -> Task.first
              - rename Task.spare -> Task.last
              $ kizaki:apply
              Applying 0002_swap_names...
              Done.
              $ kizaki:plan
              No schema changes.
              BUILD SUCCESS
              """);
      assertThat(project.read("migrations/0002_swap_names/plan.migration")).isEqualTo(plan);
    }
  }
}
