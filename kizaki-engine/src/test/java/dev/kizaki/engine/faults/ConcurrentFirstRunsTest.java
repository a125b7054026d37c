package dev.kizaki.engine.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Several appliers start at the same time on a database without applied migrations. */
@FullRun
final class ConcurrentFirstRunsTest {
  private static final int ROUNDS = 4;

  @TempDir Path root;

  @Test
  void twoFourAndEightAtOnceApplyEachMigrationOnce(TestReporter reporter) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (SweptProject project = SweptProject.in(root, FaultServer.shared(18))) {
      Recovery recovery = new Recovery(project, false);
      for (int appliers : List.of(2, 4, 8)) {
        for (int round = 1; round <= ROUNDS; round++) {
          recovery.reset();
          List<String> applied = new ArrayList<>();
          for (Future<List<String>> each : together(appliers, project, threads)) {
            applied.addAll(each.get(5, TimeUnit.MINUTES));
          }
          assertThat(applied).isEqualTo(project.names());
          recovery.recover(appliers + " at once, round " + round);
        }
      }
      recovery.report(reporter, "first runs at once");
      recovery.assertAll();
      assertThat(deadlocks(project)).containsExactly("0");
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Future<List<String>>> together(
      int appliers, SweptProject project, ExecutorService threads) {
    CyclicBarrier start = new CyclicBarrier(appliers);
    List<Future<List<String>>> runs = new ArrayList<>();
    for (int i = 0; i < appliers; i++) {
      runs.add(
          threads.submit(
              () -> {
                start.await(1, TimeUnit.MINUTES);
                return project.apply(FaultServer.direct(project.database())).applied();
              }));
    }
    return runs;
  }

  /** The server's own statistics, which are complete when the sessions have ended. */
  private static List<String> deadlocks(SweptProject project) throws Exception {
    return project
        .observer()
        .column("select deadlocks from pg_stat_database where datname = current_database()");
  }
}
