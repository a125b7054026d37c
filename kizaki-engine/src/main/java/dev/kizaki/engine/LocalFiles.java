package dev.kizaki.engine;

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
record LocalFiles(
    List<String> problems, Optional<SchemaSource> schema, Optional<CommittedHistory> history) {
  LocalFiles {
    problems = List.copyOf(problems);
  }

  /**
   * @throws EnvironmentFailure when something cannot be read
   */
  static LocalFiles of(Project project) {
    return of(project, () -> CommittedHistory.of(project));
  }

  /**
   * @param known reads the history, or remembers it
   */
  static LocalFiles of(Project project, Supplier<CommittedHistory> known) {
    List<String> problems = new ArrayList<>();
    Optional<SchemaSource> schema = Optional.empty();
    Optional<CommittedHistory> history = Optional.empty();
    try {
      schema = Optional.of(SchemaSource.read(project));
    } catch (Refusal errors) {
      problems.add(errors.getMessage());
    }
    try {
      history = Optional.of(known.get());
      ApplyGoal.unresolved(history.get()).ifPresent(problems::add);
      if (schema.isPresent()) {
        Sources.requireSchemaFor(!history.get().migrations().isEmpty(), schema.get(), project);
      }
    } catch (Refusal broken) {
      problems.add(broken.getMessage());
    }
    return new LocalFiles(problems, schema, history);
  }

  /**
   * The same, when nothing stands in the way.
   *
   * @throws Refusal with every problem
   */
  static LocalFiles sound(Project project) {
    LocalFiles files = of(project);
    if (!files.problems.isEmpty()) {
      throw new Refusal(String.join("\n\n", files.problems));
    }
    return files;
  }

  /** What is odd about the schema. */
  List<String> warnings() {
    return schema.map(SchemaSource::warnings).orElse(List.of());
  }

  /** Whether the schema declares what no migration does yet. False where either is not known. */
  boolean ahead() {
    return schema.isPresent()
        && history.isPresent()
        && !history.get().agreesWith(schema.get().shape());
  }

  /** The statements that {@code plan} would write; none where there is nothing to plan. */
  List<String> drift() {
    return ahead() ? SourceDrift.statements(history.get(), schema.get().shape()) : List.of();
  }
}
