package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a migration loses and means is said in its plan and by plan, dry-run and apply. */
@FullRun
final class PlanReviewTest {
  @TempDir Path root;
  private AppliedProject project;

  @BeforeEach
  void applied() throws IOException, SQLException {
    project = AppliedProject.in(root);
    try (Connection connection = project.test().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO project (name) VALUES ('kizaki')");
      statement.execute(
          """
          INSERT INTO task (title, project_id, status, points)
          SELECT 'task ' || n, p.id, (CASE WHEN n < 3 THEN 'Done' ELSE 'Todo' END)::task_status,
            nullif(n, 3)
          FROM project p, generate_series(1, 3) AS n\
          """);
    }
  }

  @AfterEach
  void drop() throws SQLException {
    project.close();
  }

  @Test
  void lossIsSaidWhereItIsReviewed() throws IOException {
    schema("task.inspire", "entity Job {\n  title: int\n  status: TaskStatus = Todo\n}\n");
    schema("status.inspire", "enum TaskStatus { Todo }\n");
    Files.delete(root.resolve("src/main/inspire/project.inspire"));
    String answers =
        """
        rename entity Task -> Job; drop entity Project; drop Job.points; drop Job.projectId
        Job.title using sql("length(title)"); TaskStatus.Done -> TaskStatus.Todo\
        """;
    assertThat(plan("review", answers))
        .contains("[WARNING] Data loss: the values of Job.points are deleted.\n");
    assertThat(Files.readString(root.resolve("migrations/0004_review/plan.migration")))
        .contains(
            """
              // Data loss: the old values of Job.title are replaced by what `using` gives.
              change Job.title: string -> int using sql("length(title)")
            """,
            """
              // Data loss: the values of Job.points are deleted.
              drop Job.points
            """,
            """
              // Data loss: all rows of Project are deleted.
              drop entity Project
            """,
            """
              // Data loss: rows that hold TaskStatus.Done can no longer be told apart from the \
            others.
              drop value TaskStatus.Done -> TaskStatus.Todo
            """);

    assertThat(dryRun())
        .contains(
            "[WARNING]     Data loss: all rows of Project are deleted (1 row).\n",
            "[WARNING]     Data loss: the values of Job.points are deleted (2 of 3 rows hold a"
                + " value).\n",
            "[WARNING]     Data loss: the old values of Job.title are replaced by what `using`"
                + " gives (3 of 3 rows hold a value).\n",
            "[WARNING]     Data loss: rows that hold TaskStatus.Done can no longer be told apart"
                + " from the others (2 of 3 rows of Job hold it in status).\n");

    assertThat(apply())
        .startsWith("Applying 0004_review...\n[WARNING] Data loss: ")
        .contains("[WARNING] Data loss: all rows of Project are deleted.\n")
        .endsWith("Done.\n");
  }

  @Test
  void whatADecisionMeansIsNoted() throws IOException {
    schema(
        "task.inspire",
        """
        entity Task {
          title: string
          projectId: Project.id
          status: TaskStatus = Finished
          points: int? @unique
        }
        """);
    schema("status.inspire", "enum TaskStatus { Todo, Finished }\n");
    String value =
        "Running code that reads or writes TaskStatus.Done fails once the value is called"
            + " Finished.";
    String defaults = "Existing values of Task.status stay; the default is for later inserts.";
    String nulls =
        "Rows with null in Task.points are never duplicates, because nulls are distinct in a"
            + " unique.";
    assertThat(plan("notes", "rename value TaskStatus.Done -> TaskStatus.Finished"))
        .endsWith("Note: " + value + "\nNote: " + defaults + "\nNote: " + nulls + "\n");
    assertThat(dryRun().replaceAll("\n +", " "))
        .contains("note: " + value, "note: " + defaults, "note: " + nulls);
  }

  @Test
  void anUpdateOfEveryRowWritesEveryRow() throws IOException {
    schema(
        "task.inspire",
        """
        entity Task {
          title: string
          projectId: Project.id
          status: TaskStatus = Todo
          points: int
          size: int
        }
        """);
    plan("writes", "Task.size backfill sql(\"length(title)\"); Task.points backfill 0");
    String lines = dryRun().replaceAll("\n +", " ");
    assertThat(lines.substring(lines.indexOf("- add Task.size")))
        .contains("; writes every row")
        .contains("; reads every row, writes some");
  }

  private void schema(String file, String text) throws IOException {
    AppliedProject.write(root, "src/main/inspire/" + file, text);
  }

  private String plan(String name, String answers) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .plan(
            TestRequests.plan(
                AppliedProject.project(root),
                project.database(),
                Optional.of(name),
                Optional.of(answers),
                Optional.empty(),
                false,
                false,
                Optional.empty()));
    return lines.text();
  }

  private String dryRun() {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .dryRun(new DryRunRequest(AppliedProject.project(root), project.database(), false, false));
    return lines.text();
  }

  private String apply() {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .apply(
            new ApplyRequest(AppliedProject.project(root), project.database(), Optional.empty()));
    return lines.text();
  }
}
