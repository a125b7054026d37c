package dev.kizaki.engine.project;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the files of a project say, without any database: the schema, the history, and all that is
 * wrong with either.
 *
 * @param problems what stands in the way, one message each; with none, both parts are there
 * @param schema absent when it has errors
 * @param history absent when it is broken
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
   * @param known reads the history, or remembers it
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
   * The same, when nothing stands in the way.
   *
   * @throws Refusal with every problem
   */
  public static ProjectFiles sound(Project project) {
    ProjectFiles files = of(project);
    if (!files.problems.isEmpty()) {
      throw new Refusal(String.join("\n\n", files.problems));
    }
    return files;
  }

  /** What is odd about the schema. */
  public List<String> warnings() {
    return schema.map(ProjectSchema::warnings).orElse(List.of());
  }

  /** Whether the schema declares what no migration does yet. False where either is not known. */
  public boolean ahead() {
    return schema.isPresent()
        && history.isPresent()
        && !history.get().agreesWith(schema.get().shape());
  }

  /** The statements that {@code plan} would write; none where there is nothing to plan. */
  public List<String> drift() {
    return ahead() ? SchemaDrift.statements(history.get(), schema.get().shape()) : List.of();
  }
}
