package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code apply} of an older release on a database that newer releases have migrated. */
@FullRun
final class OlderReleaseTest {
  @TempDir Path root;
  private AppliedProject project;
  private final RecordedLines lines = new RecordedLines();

  /** The release has the first migration of three. */
  @BeforeEach
  void older() throws Exception {
    project = AppliedProject.in(root);
    for (String newer : List.of("0002_add_status", "0003_add_points")) {
      Path directory = root.resolve("migrations").resolve(newer);
      Files.delete(directory.resolve("plan.migration"));
      Files.delete(directory.resolve("snapshot.json"));
      Files.delete(directory);
    }
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        "entity Task {\n  title: string\n  projectId: Project.id\n}\n");
    Files.delete(root.resolve("src/main/inspire/status.inspire"));
  }

  @AfterEach
  void drop() throws Exception {
    project.close();
  }

  @Test
  void isRefused() {
    assertThatThrownBy(() -> apply(false))
        .isInstanceOf(Refusal.class)
        .hasMessageEndingWith(
            "If this is an older release on purpose, set -Dkizaki.ahead=accept: then apply"
                + " succeeds and does nothing.");
  }

  @Test
  void isAcceptedWithoutDoingAnything() throws Exception {
    String before = project.state();
    assertThat(apply(true).applied()).isEmpty();
    assertThat(lines.text())
        .isEqualTo(
            """
            [WARNING] The database is ahead of the migrations directory and stays as it is (ahead \
            is accept): 0002_add_status, 0003_add_points.
            Nothing to apply.
            """);
    assertThat(project.state()).isEqualTo(before);
  }

  /** A history that differs is no older release. */
  @Test
  void anotherHistoryIsRefusedNevertheless() throws Exception {
    Path plan = root.resolve("migrations/0001_initial/plan.migration");
    Path snapshot = root.resolve("migrations/0001_initial/snapshot.json");
    Files.delete(snapshot);
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        "entity Task {\n  title: string?\n  projectId: Project.id\n}\n");
    Files.delete(plan);
    Files.delete(plan.getParent());
    try (AppliedProject empty =
        new AppliedProject(root, PostgresServers.version(17).freshDatabase())) {
      new Kizaki(new RecordedLines())
          .plan(AppliedProject.planning(AppliedProject.project(root), empty.database()));
    }
    assertThatThrownBy(() -> apply(true))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("Migration 0001_initial was changed after it was applied");
  }

  private ApplyResult apply(boolean accept) {
    return new Kizaki(lines)
        .apply(
            new ApplyRequest(
                AppliedProject.project(root), project.database(), Optional.empty(), false, accept));
  }
}
