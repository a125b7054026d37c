package dev.kizaki.engine.project;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The schema and the history of a project, and all errors in them. No database is needed.
 *
 * @param refusals one per error; if there are none, schema and history are present
 * @param schema absent when it has errors
 * @param history absent when it is not valid
 */
public record ProjectFiles(
    List<Refusal> refusals, Optional<ProjectSchema> schema, Optional<CommittedHistory> history) {
  public ProjectFiles {
    refusals = List.copyOf(refusals);
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
    List<Refusal> refusals = new ArrayList<>();
    Optional<ProjectSchema> schema = Optional.empty();
    Optional<CommittedHistory> history = Optional.empty();
    try {
      schema = Optional.of(ProjectSchema.read(project));
    } catch (Refusal errors) {
      refusals.add(errors);
    }
    try {
      history = Optional.of(known.get());
      history
          .get()
          .openQuestions()
          .map(message -> new Refusal(RefusalCode.QUESTIONS_OPEN, message))
          .ifPresent(refusals::add);
      if (schema.isPresent()) {
        ProjectPaths.requireSchemaFor(!history.get().migrations().isEmpty(), schema.get(), project);
      }
    } catch (Refusal broken) {
      refusals.add(broken);
    }
    return new ProjectFiles(refusals, schema, history);
  }

  /**
   * As {@link #of(Project)}, for a caller that needs files without errors.
   *
   * @throws Refusal with all errors
   */
  public static ProjectFiles sound(Project project) {
    ProjectFiles files = of(project);
    if (!files.refusals.isEmpty()) {
      throw Refusal.ofAll(files.refusals);
    }
    return files;
  }

  /** One message per error. */
  public List<String> problems() {
    return refusals.stream().map(Refusal::getMessage).toList();
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
