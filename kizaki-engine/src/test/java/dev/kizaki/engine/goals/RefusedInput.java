package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A test case: a mistake in an {@link AppliedProject}, and the exact message with which several
 * goals refuse it. No file and nothing in the database may change.
 *
 * @param title describes the mistake
 * @param goals the goals that refuse it
 */
record RefusedInput(String title, Mistake mistake, List<Goal> goals, String message) {
  /** The goals that compile the schema. */
  static final List<Goal> OF_SCHEMA = List.of(Goal.VALIDATE, Goal.PLAN, Goal.STATUS);

  /** The goals that read the history. */
  static final List<Goal> OF_HISTORY = List.of(Goal.PLAN, Goal.APPLY, Goal.DRY_RUN);

  /** The goals that apply the history. */
  static final List<Goal> OF_DATABASE = List.of(Goal.APPLY, Goal.DRY_RUN);

  /** Makes a mistake in a project. */
  @FunctionalInterface
  interface Mistake {
    void make(Path project) throws IOException;
  }

  /** Writes a schema file with this text. */
  static Mistake schema(String file, String text) {
    return project -> AppliedProject.write(project, "src/main/inspire/" + file, text);
  }

  /** Replaces a text, which must exist, in a file. */
  static Mistake edit(String file, String from, String to) {
    return project -> {
      String text = Files.readString(project.resolve(file));
      assertThat(text).contains(from);
      Files.writeString(project.resolve(file), text.replace(from, to));
    };
  }

  /** Makes both mistakes, one after the other. */
  static Mistake both(Mistake one, Mistake other) {
    return project -> {
      one.make(project);
      other.make(project);
    };
  }

  /**
   * @param directory an empty directory for the projects of the test cases
   */
  static Stream<DynamicTest> tests(AppliedProject project, Path directory, RefusedInput... rows) {
    return Stream.of(rows)
        .map(row -> DynamicTest.dynamicTest(row.title, () -> row.check(project, directory)));
  }

  private void check(AppliedProject applied, Path directory) throws IOException, SQLException {
    Path root = Files.createTempDirectory(directory, "row");
    applied.copyTo(root);
    mistake.make(root);
    Map<String, String> tree = AppliedProject.tree(root);
    String state = applied.state();
    for (Goal goal : goals) {
      Throwable thrown =
          catchThrowable(
              () ->
                  goal.run(
                      new Kizaki(new RecordedLines()),
                      AppliedProject.project(root),
                      applied.database()));
      assertThat(thrown).as("%s", goal).isInstanceOfAny(Refusal.class, EnvironmentFailure.class);
      assertThat(thrown.getMessage() + "\n").as("%s", goal).isEqualTo(message);
      assertThat(AppliedProject.tree(root)).as("files after %s", goal).isEqualTo(tree);
      assertThat(applied.state()).as("database after %s", goal).isEqualTo(state);
    }
  }
}
