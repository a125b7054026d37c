package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.project.CachedHistory;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.project.SchemaDrift;
import java.nio.file.Files;

/** The lines of a goal that goes on although the schema is ahead of the history. */
record SourceDriftLines(Project project, Reporter reporter) {

  /** Reports that the schema is ahead of the history, or has errors. */
  void report(CommittedHistory history) {
    if (project.packed().isPresent() || !Files.isDirectory(project.schemaDirectory())) {
      return;
    }
    try {
      ProjectSchema schema = ProjectSchema.read(project);
      boolean drift = schema.files() > 0 && !history.agreesWith(schema.shape());
      if (drift) {
        reporter.warn(SchemaDrift.AHEAD);
        reporter.warn(SchemaDrift.NEXT_STEP);
      } else if (schema.files() > 0 && schema.warnings().isEmpty()) {
        CachedHistory.remember(project, history);
      }
    } catch (Refusal refusal) {
      reporter.warn("The source schema has errors; run `mvn kizaki:validate` to see them.");
    }
  }
}
