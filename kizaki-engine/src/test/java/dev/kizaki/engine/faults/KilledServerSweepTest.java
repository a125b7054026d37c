package dev.kizaki.engine.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.OnlineSettings;
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
  private static FaultServer server;

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
    server = FaultServer.own(RUNNING.get(0));
  }

  @AfterAll
  static void stop() {
    RUNNING.forEach(EmbeddedServer::close);
    postgres.delete();
  }

  @ParameterizedTest
  @CsvSource({"BACKEND, 71", "POSTMASTER, 101", "IMMEDIATE_STOP, 101"})
  void someRequests(Crash crash, int usual, @TempDir Path root, TestReporter reporter)
      throws Exception {
    // The first requests are those of the pooler check, before both sessions exist.
    int step = Recovery.step(usual);
    sweep(crash, 5 + Recovery.daily(step), step, OnlineSettings.NEVER, root, reporter);
  }

  @ParameterizedTest
  @CsvSource({"BACKEND, 251", "POSTMASTER, 401", "IMMEDIATE_STOP, 401"})
  void someRequestsInStages(Crash crash, int usual, @TempDir Path root, TestReporter reporter)
      throws Exception {
    int step = Recovery.step(usual);
    sweep(crash, 5 + Recovery.daily(step), step, OnlineSettings.ALWAYS, root, reporter);
  }

  private static void sweep(
      Crash crash, int first, int step, OnlineSettings online, Path root, TestReporter reporter)
      throws Exception {
    try (SweptProject project = SweptProject.in(root, server, online)) {
      Recovery recovery = new Recovery(project, true);
      boolean more = true;
      for (int request = first; more; request += step) {
        more = hit(project, crash, request, recovery);
      }
      String way = online.equals(OnlineSettings.NEVER) ? "" : ", in stages";
      recovery.report(reporter, "crash of the server: " + crash + way);
      recovery.assertAll();
      assertThat(recovery.points()).isGreaterThan((way.isEmpty() ? 80 : 900) / step);
    }
  }

  /**
   * @return whether there was such a request
   */
  private static boolean hit(SweptProject project, Crash crash, int request, Recovery recovery)
      throws Exception {
    recovery.reset();
    try (CuttingProxy proxy =
        new CuttingProxy(
            server.port(),
            request,
            sessions -> crash(project, crash, sessions.get(1)),
            Cut.NEVER)) {
      DatabaseSettings database = FaultServer.through(proxy.port(), project.database());
      Claim claim = Claim.of(() -> project.apply(database));
      boolean struck = proxy.struck();
      if (struck) {
        awaitServer(project);
        recovery.checkClaim(crash + " at request " + request, claim);
        recovery.recover(crash + " at request " + request);
      }
      return struck;
    }
  }

  private static void crash(SweptProject project, Crash crash, int session) throws Exception {
    switch (crash) {
      case BACKEND -> signal("KILL", session);
      case POSTMASTER -> {
        signal("KILL", postmaster(project));
        RUNNING.add(postgres.start());
      }
      case IMMEDIATE_STOP -> {
        signal("QUIT", postmaster(project));
        RUNNING.add(postgres.start());
      }
    }
  }

  private static int postmaster(SweptProject project) throws SQLException {
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
  private static void awaitServer(SweptProject project) throws Exception {
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
