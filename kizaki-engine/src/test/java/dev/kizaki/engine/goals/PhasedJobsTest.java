package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that deploy in phases at the same time, or look at the database meanwhile. */
@FullRun
final class PhasedJobsTest {
  private static final String BEFORE = "entity Task { title: string  legacy: string? }";
  private static final String AFTER = "entity Task { summary: string  slug: string }";
  private static final String ANSWERS =
      """
      rename Task.title -> Task.summary
      drop Task.legacy
      Task.slug backfill sql("lower(summary)")
      """;

  @TempDir Path root;

  private StagedProject project() throws IOException, SQLException {
    StagedProject project = StagedProject.with(root, BEFORE);
    project.execute("insert into task (title) select 'T' || n from generate_series(1, 100) as n");
    project.plan(AFTER, ANSWERS);
    return project;
  }

  @Test
  void severalJobsCarryOutAPhaseOnce() throws IOException, SQLException {
    try (StagedProject project = project()) {
      assertOnce(project, DeployPhase.EXPAND, "Expanding 0002_", "Nothing to expand.");
      assertOnce(project, DeployPhase.CONTRACT, "Contracting 0002_", "Nothing to apply.");
      project.assertNothingLeft();
    }
  }

  private static void assertOnce(
      StagedProject project, DeployPhase phase, String once, String otherwise) {
    List<CompletableFuture<String>> jobs =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> project.apply(phase)))
            .limit(3)
            .toList();
    List<String> printed = jobs.stream().map(CompletableFuture::join).toList();
    assertThat(printed).filteredOn(text -> text.contains(once)).hasSize(1);
    assertThat(printed).filteredOn(text -> text.contains(otherwise)).hasSize(2);
  }

  /** The second phase waits for the first one as for any other run. */
  @Test
  void theSecondPhaseCanBeAskedForWhileTheFirstOneRuns() throws IOException, SQLException {
    try (StagedProject project = project()) {
      List<String> seen = new ArrayList<>();
      AtomicReference<CompletableFuture<String>> contract = new AtomicReference<>();
      project.apply(
          DeployPhase.EXPAND,
          OnlineSettings.ALWAYS,
          StagedProject.at(
              "filling task.slug",
              () -> {
                seen.add(project.status());
                contract.set(
                    CompletableFuture.supplyAsync(() -> project.apply(DeployPhase.CONTRACT)));
              }));
      assertThat(seen).hasSize(1);
      assertThat(seen.get(0))
          .contains("In progress: 0002_")
          .contains("Pending: 0002_update_task; run `mvn kizaki:apply -Dkizaki.phase=expand`.");
      assertThat(contract.get().join()).contains("Contracting 0002_").contains("Done.");
      assertThat(project.status()).contains("Latest applied: 0002_").doesNotContain("Expanded");
      project.assertNothingLeft();
    }
  }
}
