package dev.kizaki.engine.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.jdbc.CuttingProxy;
import dev.kizaki.engine.jdbc.CuttingProxy.Cut;
import dev.kizaki.engine.testing.FullRun;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Kills the JVM that applies migrations at one of its requests. */
@FullRun
final class KilledClientTest {
  private static final int KILLED = 128 + 9;

  @TempDir Path root;

  @Test
  void someRequests(TestReporter reporter) throws Exception {
    int step = Recovery.step(27);
    sweep(1 + Recovery.daily(step), step, OnlineSettings.NEVER, reporter);
  }

  @Test
  void someRequestsInStages(TestReporter reporter) throws Exception {
    int step = Recovery.step(151);
    sweep(1 + Recovery.daily(step), step, OnlineSettings.ALWAYS, reporter);
  }

  private void sweep(int first, int step, OnlineSettings online, TestReporter reporter)
      throws Exception {
    try (SweptProject project = SweptProject.in(root, FaultServer.shared(18), online)) {
      Recovery recovery = new Recovery(project, true);
      boolean sent = false;
      boolean more = true;
      for (int request = first; more; request += step) {
        recovery.reset();
        more = kill(project, request, sent ? Cut.BEFORE_ANSWER : Cut.BEFORE_REQUEST);
        if (more) {
          recovery.recover("request " + request + (sent ? ", sent" : ", not sent"));
        }
        sent = !sent;
      }
      String way = online.equals(OnlineSettings.NEVER) ? "" : ", in stages";
      recovery.report(reporter, "SIGKILL of the client" + way);
      recovery.assertAll();
      assertThat(recovery.points()).isGreaterThan((way.isEmpty() ? 80 : 900) / step);
    }
  }

  /**
   * @param cut whether the server receives the request; its answer is lost in both cases
   * @return whether there was such a request
   */
  private static boolean kill(SweptProject project, int request, Cut cut) throws Exception {
    FaultServer server = project.server();
    CompletableFuture<ApplyingClient> client = new CompletableFuture<>();
    try (CuttingProxy proxy =
        new CuttingProxy(server.port(), request, any -> client.join().kill(), cut)) {
      String url = FaultServer.urlThrough(proxy.port(), project.database());
      client.complete(ApplyingClient.launch(project, url));
      int end = client.join().end();
      assertThat(end).isEqualTo(proxy.struck() ? KILLED : 0);
      return end == KILLED;
    }
  }
}
