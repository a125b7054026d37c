package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import java.nio.file.Path;

/** What a project must hold for a goal to make sense. */
public final class ProjectPaths {
  private ProjectPaths() {}

  /**
   * @throws Refusal when there is a history and not one schema file: planning would drop everything
   */
  public static void requireSchemaFor(boolean hasHistory, ProjectSchema schema, Project project) {
    if (hasHistory && schema.files() == 0) {
      throw new Refusal(
          shown(project, project.migrationsDirectory())
              + " holds a history, and "
              + shown(project, project.schemaDirectory())
              + " holds no *.inspire file.\nRestore the schema, or set schemaDirectory to where it"
              + " is.");
    }
  }

  public static String shown(Project project, Path path) {
    Path shown = path.startsWith(project.root()) ? project.root().relativize(path) : path;
    return shown.toString().replace('\\', '/');
  }
}
