package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.jdbc.CuttingProxy;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code abort} loses its connection at any request, and another run takes the migration back. */
@FullRun
final class KilledAbortTest {
  /** Every which request is cut; the next test run of another number finds the others. */
  private static final int STEP = 3;

  @TempDir Path root;

  @Test
  void theSameCommandTakesItBack() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 20)) {
      List<String> before = project.catalog();
      boolean cut = true;
      for (int request = 1; cut; request += STEP) {
        project.interruptAt("building task_title_key");
        cut = isCut(project, request, CuttingProxy.Cut.BEFORE_ANSWER);
        if (cut) {
          project.abort(false);
        }
        assertThat(project.catalog()).as("request %d", request).isEqualTo(before);
        assertThat(project.answer("select count(*) from __kizaki_step")).isEqualTo("0");
      }
    }
  }

  private static boolean isCut(StagedProject project, int request, CuttingProxy.Cut cut)
      throws IOException {
    try (CuttingProxy proxy = new CuttingProxy(project.port(), request, cut)) {
      project.abort(project.through(proxy.port()), false, new RecordedLines());
      return proxy.requests() >= request;
    } catch (EnvironmentFailure failure) {
      return true;
    }
  }
}
