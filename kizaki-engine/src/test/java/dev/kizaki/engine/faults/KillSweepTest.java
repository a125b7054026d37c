package dev.kizaki.engine.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.jdbc.CuttingProxy;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run of {@code apply} is hit at each of its requests, one run for each. */
final class KillSweepTest {
  private static SweptProject project;

  @BeforeAll
  static void plan(@TempDir Path root) throws Exception {
    project = SweptProject.in(root, FaultServer.shared(18));
  }

  @ParameterizedTest
  @EnumSource
  void everyRequestOverRows(Kill kill, TestReporter reporter) throws Exception {
    sweep(kill, new Recovery(project, true), reporter);
  }

  private static void sweep(Kill kill, Recovery recovery, TestReporter reporter) throws Exception {
    long start = System.nanoTime();
    boolean more = true;
    for (int request = 1; more; request += 1) {
      more = hit(kill, request, recovery);
    }
    reporter.publishEntry(kill.name(), recovery.figures());
    System.out.println("KILLS " + kill + " " + recovery.figures() + " " + (System.nanoTime() - start) / 1000000 + " ms");
    recovery.assertAll();
    assertThat(recovery.points()).isGreaterThan(40);
  }

  /**
   * @return whether there was such a request
   */
  private static boolean hit(Kill kill, int request, Recovery recovery) throws Exception {
    FaultServer server = project.server();
    AtomicBoolean hit = new AtomicBoolean();
    try (TestDatabase database = recovery.fresh();
        CuttingProxy proxy =
            new CuttingProxy(
                server.port(),
                request,
                sessions -> hit.set(kill.strike(server, sessions)),
                kill.cut())) {
      Claim claim = Claim.of(() -> project.apply(FaultServer.through(proxy.port(), database)));
      boolean struck = proxy.struck();
      if (struck && hit.get()) {
        String point = kill + " at request " + request;
        recovery.heard(point, database, claim);
        recovery.recover(point, database);
      }
      return struck;
    }
  }
}
