package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestRequests;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dry-run} and {@code apply} report about data checks. */
@FullRun
final class DryRunChecksTest {
  private static final String FOUND =
      "1 row of Task has no value for points, which becomes required:"
          + " id 00000000-0000-0000-0000-000000000002.";
  private static final String REMEDY =
      "Write `backfill` with a value at the end of `change Task.points`.";

  @Test
  void reportsTheResultOfEachCheckAndFails(@TempDir Path root) throws Exception {
    try (AppliedProject applied = AppliedProject.in(root)) {
      try (Connection connection = applied.test().connect();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "insert into project values ('00000000-0000-0000-0000-000000000001', 'p')");
        statement.execute(
            "insert into task (id, title, project_id) values"
                + " ('00000000-0000-0000-0000-000000000002', 't',"
                + " '00000000-0000-0000-0000-000000000001')");
      }
      AppliedProject.write(
          root,
          "src/main/inspire/task.inspire",
          """
          entity Task {
            title: string @unique
            projectId: Project.id
            status: TaskStatus = Todo
            points: int
            code: int @unique
          }
          """);
      Project project = AppliedProject.project(root);
      new Kizaki(new RecordedLines())
          .plan(
              TestRequests.plan(
                  project,
                  applied.database(),
                  Optional.empty(),
                  Optional.of("Task.points backfill none; Task.code backfill sql(\"1\")"),
                  Optional.empty(),
                  false,
                  false,
                  Optional.empty()));
      String state = applied.state();
      RecordedLines lines = new RecordedLines();

      assertThatThrownBy(
              () ->
                  new Kizaki(lines)
                      .dryRun(new DryRunRequest(project, applied.database(), false, false)))
          .isInstanceOf(Refusal.class)
          .hasMessage("A data check would stop apply; see the line that says what it found.");
      assertThat(lines.text())
          .contains("    check: " + FOUND + " " + REMEDY)
          .contains("    check: no rows of Task that share title")
          .contains("    check: runs at its turn: rows of Task without code")
          .contains("    check: runs at its turn: rows of Task that share code")
          .contains("No changes applied.");
      assertThatThrownBy(
              () ->
                  new Kizaki(new RecordedLines())
                      .apply(new ApplyRequest(project, applied.database(), Optional.empty())))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "Migration 0004_update_task cannot be applied because of statement 2:\n"
                  + "  change Task.points: int? -> int\n"
                  + FOUND
                  + "\n"
                  + REMEDY
                  + "\nApplied: 0001_initial, 0002_add_status, 0003_add_points."
                  + " Not applied: 0004_update_task.");
      assertThat(applied.state()).isEqualTo(state);
    }
  }
}
