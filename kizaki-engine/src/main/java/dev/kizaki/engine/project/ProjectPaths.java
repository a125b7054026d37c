package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.nio.file.Path;

/** Paths of a project in messages, and the check that its schema directory is not empty. */
public final class ProjectPaths {
  private ProjectPaths() {}

  /**
   * @throws Refusal when there is a history but no schema file, because planning would drop
   *     everything
   */
  public static void requireSchemaFor(boolean hasHistory, ProjectSchema schema, Project project) {
    if (hasHistory && schema.files() == 0) {
      throw new Refusal(
          RefusalCode.SCHEMA_MISSING,
          """
          %s contains a history, but %s contains no *.inspire file.
          Restore the schema, or set schemaDirectory to its directory.\
          """
              .formatted(
                  shown(project, project.migrationsDirectory()),
                  shown(project, project.schemaDirectory())));
    }
  }

  /** The path as messages print it: relative to the project if it is inside, with slashes. */
  public static String shown(Project project, Path path) {
    Path shown = path.startsWith(project.root()) ? project.root().relativize(path) : path;
    return shown.toString().replace('\\', '/');
  }
}
