package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.project.CachedHistory;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.project.SchemaDrift;
import dev.kizaki.engine.thread.BackgroundTask;
import java.nio.file.Files;
import java.util.Optional;

/**
 * The lines of a goal that goes on although the schema is ahead of the history. The schema is read
 * in a thread of its own, while the goal works with the database.
 */
final class SourceDriftLines {
  private final Project project;
  private final Reporter reporter;
  private final Optional<BackgroundTask<ProjectSchema>> schema;

  private SourceDriftLines(
      Project project, Reporter reporter, Optional<BackgroundTask<ProjectSchema>> schema) {
    this.project = project;
    this.reporter = reporter;
    this.schema = schema;
  }

  /** Begins to read the schema. */
  static SourceDriftLines begin(Project project, Reporter reporter) {
    boolean exists = project.packed().isEmpty() && Files.isDirectory(project.schemaDirectory());
    return new SourceDriftLines(
        project,
        reporter,
        exists
            ? Optional.of(BackgroundTask.begin("kizaki-schema", () -> ProjectSchema.read(project)))
            : Optional.empty());
  }

  /**
   * Reports that the schema is ahead of the history, or has errors.
   *
   * @throws dev.kizaki.engine.api.EnvironmentFailure when the schema cannot be read
   */
  void report(CommittedHistory history) {
    try {
      schema.map(BackgroundTask::result).ifPresent(read -> report(history, read));
    } catch (Refusal invalid) {
      reporter.warn("The source schema has errors; run `mvn kizaki:validate` to see them.");
    }
  }

  private void report(CommittedHistory history, ProjectSchema read) {
    if (read.files() == 0) {
      return;
    }
    if (!history.agreesWith(read.shape())) {
      reporter.warn(SchemaDrift.AHEAD);
      reporter.warn(SchemaDrift.NEXT_STEP);
    } else if (read.warnings().isEmpty()) {
      CachedHistory.remember(project, history);
    }
  }
}
