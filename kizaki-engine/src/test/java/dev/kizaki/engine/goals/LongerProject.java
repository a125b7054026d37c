package dev.kizaki.engine.goals;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An {@link AppliedProject} with five applied migrations; the fourth is written by hand and
 * contains comments and SQL.
 */
final class LongerProject {
  static final String BY_HAND =
      """
      // Labels, at last.
      migration "0004_add_label" {
        // large from 4 on
        add Task.label: string backfill sql(\"""
          case
            when points > 3 then 'large'
            else 'small'
          end
          \""")
        run sql("update task set title = trim(title)")
        add index Task([label])
      }
      """;

  private LongerProject() {}

  static AppliedProject in(Path root) throws IOException {
    AppliedProject project = AppliedProject.in(root);
    AppliedProject.write(root, "migrations/0004_add_label/plan.migration", BY_HAND);
    next(project, "points: int?\n  label: string @index\n", Optional.empty());
    next(
        project,
        "points: int\n  label: string @index\n  due: date = \"2026-03-29\"\n",
        Optional.of("Task.points backfill 0"));
    return project;
  }

  /** Plans and applies the schema after the last fields of the task are replaced. */
  private static void next(AppliedProject project, String fields, Optional<String> answer)
      throws IOException {
    AppliedProject.write(
        project.root(),
        "src/main/inspire/task.inspire",
        """
        entity Task {
          title: string
          projectId: Project.id
          status: TaskStatus = Todo
          %s}
        """
            .formatted(fields));
    Kizaki kizaki = new Kizaki(new RecordedLines());
    kizaki.plan(
        TestRequests.plan(
            AppliedProject.project(project.root()),
            project.database(),
            Optional.empty(),
            answer,
            Optional.empty(),
            false,
            false,
            Optional.empty()));
    kizaki.apply(
        new ApplyRequest(
            AppliedProject.project(project.root()), project.database(), Optional.empty()));
  }
}
