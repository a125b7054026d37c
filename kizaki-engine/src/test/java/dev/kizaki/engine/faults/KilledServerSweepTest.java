package dev.kizaki.engine.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.jdbc.CuttingProxy;
import dev.kizaki.engine.jdbc.CuttingProxy.Cut;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestBinaries;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Crashes and restarts the server at one request of a run. */
@FullRun
final class KilledServerSweepTest {
  private static final List<EmbeddedServer> RUNNING = new ArrayList<>();
  private static EmbeddedPostgres postgres;
  private static SweptProject project;

  /** What happens to the server. */
  enum Crash {
    /**
     * SIGKILL of the process of one session: the server ends all other sessions and recovers by
     * itself.
     */
    BACKEND,
    /** SIGKILL of the postmaster, and a start. */
    POSTMASTER,
    /** An immediate stop, and a start. */
    IMMEDIATE_STOP
  }

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    postgres =
        new EmbeddedPostgres(
            temporary.toRealPath(), TestBinaries.version(18), TestBinaries.cache());
    RUNNING.add(postgres.start());
    project = SweptProject.in(temporary.resolve("project"), FaultServer.own(RUNNING.get(0)));
  }

  @AfterAll
  static void stop() {
    RUNNING.forEach(EmbeddedServer::close);
    postgres.delete();
  }

  @ParameterizedTest
  @CsvSource({"BACKEND, 9", "POSTMASTER, 23", "IMMEDIATE_STOP, 23"})
  void someRequests(Crash crash, int usual, TestReporter reporter) throws Exception {
    Recovery recovery = new Recovery(project, true);
    int step = Recovery.step(usual);
    boolean more = true;
    // The first requests are those of the pooler check, before both sessions exist.
    for (int request = 5; more; request += step) {
      more = hit(crash, request, recovery);
    }
    recovery.report(reporter, "crash of the server: " + crash);
    recovery.assertAll();
    assertThat(recovery.points()).isGreaterThan(80 / step);
  }

  /**
   * @return whether there was such a request
   */
  private static boolean hit(Crash crash, int request, Recovery recovery) throws Exception {
    recovery.reset();
    try (CuttingProxy proxy =
        new CuttingProxy(
            project.server().port(),
            request,
            sessions -> crash(crash, sessions.get(1)),
            Cut.NEVER)) {
      DatabaseSettings database = FaultServer.through(proxy.port(), project.database());
      Claim claim = Claim.of(() -> project.apply(database));
      boolean struck = proxy.struck();
      if (struck) {
        awaitServer();
        recovery.checkClaim(crash + " at request " + request, claim);
        recovery.recover(crash + " at request " + request);
      }
      return struck;
    }
  }

  private static void crash(Crash crash, int session) throws Exception {
    switch (crash) {
      case BACKEND -> signal("KILL", session);
      case POSTMASTER -> {
        signal("KILL", postmaster());
        RUNNING.add(postgres.start());
      }
      case IMMEDIATE_STOP -> {
        signal("QUIT", postmaster());
        RUNNING.add(postgres.start());
      }
    }
  }

  private static int postmaster() throws SQLException {
    String file = "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)";
    return Integer.parseInt(project.observer().column(file).get(0));
  }

  /** Waits until the process has ended. */
  private static void signal(String name, int process) throws Exception {
    ProcessHandle handle = ProcessHandle.of(process).orElseThrow();
    assertThat(new ProcessBuilder("kill", "-" + name, "" + process).start().waitFor()).isZero();
    handle.onExit().join();
  }

  /** Repeats the attempt, because the server may still be in recovery. */
  private static void awaitServer() throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        assertThat(project.observer().connection().isValid(5)).isTrue();
        return;
      } catch (SQLException e) {
        assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(end);
        Thread.sleep(20);
      }
    }
  }
}
