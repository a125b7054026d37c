package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.project.InputCache;
import dev.kizaki.engine.project.ProjectPaths;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.text.Plurals;
import java.util.List;
import java.util.Optional;

/** {@code validate}: reads the schema and reports what it holds. */
public final class ValidateGoal {
  private final Project project;
  private final Reporter reporter;

  public ValidateGoal(Project project, Reporter reporter) {
    this.project = project;
    this.reporter = reporter;
  }

  public void run() {
    Optional<InputCache> inputs = InputCache.of(project, "validate");
    Optional<List<String>> cached = inputs.flatMap(InputCache::cachedOutput);
    if (cached.isPresent()) {
      cached.get().forEach(reporter::info);
      return;
    }
    ProjectSchema schema = ProjectSchema.read(project);
    schema.warnings().forEach(warning -> warning.lines().forEach(reporter::warn));
    if (schema.files() == 0) {
      reportEmpty(schema);
      return;
    }
    String line =
        "Schema is valid: %s, %s in %s."
            .formatted(
                Plurals.count(schema.shape().entities().size(), "entity"),
                Plurals.count(schema.shape().enums().size(), "enum"),
                Plurals.count(schema.files(), "file"));
    reporter.info(line);
    if (schema.warnings().isEmpty()) {
      inputs.ifPresent(unchanged -> unchanged.remember(List.of(line)));
    }
  }

  /**
   * An empty schema beside a history is refused, as {@code plan} does. Without a history it is
   * valid, but files with another suffix may be meant to be the schema.
   */
  private void reportEmpty(ProjectSchema schema) {
    MigrationsDirectory migrations =
        new MigrationsDirectory(project.root(), project.migrationsDirectory());
    ProjectPaths.requireSchemaFor(!migrations.list().isEmpty(), schema, project);
    reporter.warn(
        "%s contains no *.inspire file, so the schema is empty."
            .formatted(ProjectPaths.shown(project, project.schemaDirectory())));
  }
}
