package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last line of {@code plan} says what to do next. */
@FullRun
final class NextStepTest {
  private static final String TASK = "src/main/inspire/task.inspire";

  @TempDir Path root;
  private AppliedProject project;

  @BeforeEach
  void applied() throws IOException {
    project = AppliedProject.in(root);
  }

  @AfterEach
  void drop() throws SQLException {
    project.close();
  }

  @Test
  void isToReadAndApplyACompletePlan() throws IOException {
    add("weight: int?");
    assertThat(plan(false)).endsWith("Next: read the plan, then run `mvn kizaki:apply`.");
    assertThat(plan(false)).containsExactly("No schema changes.");
    add("size: int?");
    assertThat(plan(false)).endsWith("Next: read the plan, then run `mvn kizaki:apply`.");
  }

  @Test
  void isToAnswerAnOpenQuestion() throws IOException {
    add("weight: int");
    String answer =
        "Next: answer in the plan or with `mvn kizaki:plan -Dkizaki.resolve=\"…\"`, then run `mvn"
            + " kizaki:apply`.";
    assertThat(plan(false)).endsWith(answer);
    assertThat(plan(false)).endsWith(answer);
  }

  /** There the failure of the build says it. */
  @Test
  void isNotPrintedInAPhaseOfTheBuild() throws IOException {
    add("weight: int?");
    assertThat(plan(true)).noneMatch(line -> line.startsWith("Next:"));
  }

  private void add(String field) throws IOException {
    Path file = root.resolve(TASK);
    Files.writeString(file, Files.readString(file).replace("points", field + "\n  points"));
  }

  private List<String> plan(boolean fromPhase) {
    RecordedLines lines = new RecordedLines();
    catchThrowable(
        () ->
            new Kizaki(lines)
                .plan(
                    TestRequests.plan(
                        AppliedProject.project(root),
                        project.database(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        fromPhase,
                        Optional.empty())));
    return lines.all();
  }
}
