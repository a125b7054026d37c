package dev.kizaki.engine.project;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The schema and the history of a project, and all errors in them. No database is needed.
 *
 * @param problems one message per error; if there are none, schema and history are present
 * @param schema absent when it has errors
 * @param history absent when it is not valid
 */
public record ProjectFiles(
    List<String> problems, Optional<ProjectSchema> schema, Optional<CommittedHistory> history) {
  public ProjectFiles {
    problems = List.copyOf(problems);
  }

  /**
   * @throws EnvironmentFailure when something cannot be read
   */
  public static ProjectFiles of(Project project) {
    return of(project, () -> CommittedHistory.of(project));
  }

  /**
   * @param known supplies the history, from the files or from a cache
   */
  public static ProjectFiles of(Project project, Supplier<CommittedHistory> known) {
    List<String> problems = new ArrayList<>();
    Optional<ProjectSchema> schema = Optional.empty();
    Optional<CommittedHistory> history = Optional.empty();
    try {
      schema = Optional.of(ProjectSchema.read(project));
    } catch (Refusal errors) {
      problems.add(errors.getMessage());
    }
    try {
      history = Optional.of(known.get());
      history.get().openQuestions().ifPresent(problems::add);
      if (schema.isPresent()) {
        ProjectPaths.requireSchemaFor(!history.get().migrations().isEmpty(), schema.get(), project);
      }
    } catch (Refusal broken) {
      problems.add(broken.getMessage());
    }
    return new ProjectFiles(problems, schema, history);
  }

  /**
   * As {@link #of(Project)}, for a caller that needs files without errors.
   *
   * @throws Refusal with all errors
   */
  public static ProjectFiles sound(Project project) {
    ProjectFiles files = of(project);
    if (!files.problems.isEmpty()) {
      throw new Refusal(String.join("\n\n", files.problems));
    }
    return files;
  }

  /** The warnings about the schema. */
  public List<String> warnings() {
    return schema.map(ProjectSchema::warnings).orElse(List.of());
  }

  /** Whether the schema differs from the latest snapshot. False if one of them has errors. */
  public boolean ahead() {
    return schema.isPresent()
        && history.isPresent()
        && !history.get().agreesWith(schema.get().shape());
  }

  /** The statements that {@code plan} would write; empty if there is nothing to plan. */
  public List<String> drift() {
    return ahead() ? SchemaDrift.statements(history.get(), schema.get().shape()) : List.of();
  }
}
