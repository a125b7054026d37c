package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What editors and version control do to files, and what simply works. */
final class OddInputTest {
  @TempDir Path root;

  @Test
  void byteOrderMarksAndOtherLineEnds() throws Exception {
    try (AppliedProject project = AppliedProject.in(root)) {
      disguise(root);

      assertThat(said(Goal.VALIDATE, project))
          .isEqualTo("Schema is valid: 2 entities, 1 enum in 3 files.\n");
      assertThat(said(Goal.PLAN, project)).isEqualTo("No schema changes.\n");
      assertThat(said(Goal.APPLY, project)).isEqualTo("Nothing to apply.\n");
      assertThat(said(Goal.STATUS, project))
          .isEqualTo(
              """
              Latest committed: 0003_add_points
              Latest applied: 0003_add_points
              Source drift: none
              """);
    }
  }

  @Test
  void whatAKilledWriteLeftGoesAlsoWhenThereIsNothingToWrite() throws Exception {
    try (AppliedProject project = AppliedProject.in(root)) {
      AppliedProject.write(root, "migrations/.kizaki-1/plan.migration", "migration");

      assertThat(said(Goal.STATUS, project)).endsWith("Source drift: none\n");
      assertThat(root.resolve("migrations/.kizaki-1/plan.migration")).exists();
      assertThat(said(Goal.PLAN, project)).isEqualTo("No schema changes.\n");
      assertThat(root.resolve("migrations/.kizaki-1")).doesNotExist();
    }
  }

  private String said(Goal goal, AppliedProject project) {
    RecordedLines lines = new RecordedLines();
    goal.run(new Kizaki(lines), AppliedProject.project(root), project.database());
    return lines.text();
  }

  private static void disguise(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        assertThat(text).contains("\n").doesNotContain("\r");
        Files.writeString(file, '\uFEFF' + text.replace("\n", "\r\n"));
      }
    }
  }
}
