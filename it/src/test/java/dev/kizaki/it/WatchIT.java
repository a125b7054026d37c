package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code dev} with {@code kizaki.watch}, while other goals run, until Ctrl-C. */
final class WatchIT {
  private static final String TASK = "entity Task {\n  title: string\n}\n";

  /** Disabled on Windows, which has no signals. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void reportsTheChangesOfOtherGoalsUntilCtrlC() throws Exception {
    UserProject project = UserProject.named("watch").schema(TASK);
    try (RunningBuild watch = project.launch("kizaki:dev -Dkizaki.watch")) {
      watch.expect(
          "[WARNING] Source schema is ahead of committed history.",
          "[WARNING] Run `mvn kizaki:plan` to continue.",
          "[INFO] Watching src/main/inspire and migrations. Press Ctrl-C to stop.");

      project.schema(TASK.replace("string", "strng"));
      watch.expect(
          "[INFO] Changed: src/main/inspire/schema.inspire",
          "[WARNING] src/main/inspire/schema.inspire:2:10: error INS201: unknown type 'strng'",
          "[WARNING]              ^^^^^");
      project.schema(TASK);
      watch.expect("[WARNING] Source schema is ahead of committed history.");

      assertThat(project.maven("kizaki:plan").transcript()).endsWith("BUILD SUCCESS\n");
      watch.expect("[WARNING] Pending: 0001_initial");
      assertThat(project.maven("kizaki:apply").transcript())
          .isEqualTo("$ kizaki:apply\nApplying 0001_initial...\nDone.\nBUILD SUCCESS\n");
      watch.expect("[INFO] Schema, history and database agree.");
      assertThat(project.maven("kizaki:reset").transcript())
          .contains("The embedded database is in use by a watch (`mvn kizaki:dev -Dkizaki.watch`,");

      assertThat(watch.interrupt()).containsExactly("[INFO] Stopped.");
    }
    assertThat(Path.of("target/projects/watch/.kizaki/postgres/17/data"))
        .isDirectoryNotContaining("glob:**/postmaster.pid");
    assertThat(project.maven("kizaki:dev").log())
        .contains("[INFO] Schema, history and database agree.");
  }
}
