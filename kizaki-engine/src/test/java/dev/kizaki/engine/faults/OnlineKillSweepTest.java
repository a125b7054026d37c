package dev.kizaki.engine.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.testing.FullRun;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Causes a fault at each request of {@code apply} that carries out a history in stages. */
@FullRun
final class OnlineKillSweepTest {
  private static SweptProject project;

  @BeforeAll
  static void plan(@TempDir Path root) throws Exception {
    project = SweptProject.in(root, FaultServer.shared(18), OnlineSettings.ALWAYS);
  }

  @AfterAll
  static void drop() throws SQLException {
    project.close();
  }

  @Test
  void anUninterruptedRunLeavesNothing() {
    assertThat(project.fromRows().catalog()).noneMatch(line -> line.contains("~kz"));
    assertThat(project.fromRows().rows()).noneMatch(line -> line.startsWith("__kizaki_step"));
    assertThat(project.fromRows().history()).hasSize(6);
  }

  /**
   * @param usual the default distance between two requests with a fault. The first one moves on
   *     each day, so that every request has a fault within as many days
   */
  @ParameterizedTest
  @CsvSource({
    "CUT_BEFORE_REQUEST, 251",
    "CUT_BEFORE_ANSWER,  101",
    "CUT_AFTER_ANSWER,   251",
    "TERMINATE_LOCK,     251",
    "TERMINATE_WORK,     251"
  })
  void everyRequest(Kill kill, int usual, TestReporter reporter) throws Exception {
    Recovery recovery = new Recovery(project, true);
    int step = Recovery.step(usual);
    boolean more = true;
    for (int request = 1 + Recovery.daily(step); more; request += step) {
      more = kill.hit(project, request, recovery);
    }
    recovery.report(reporter, kill + " in stages");
    recovery.assertAll();
    assertThat(recovery.points()).isGreaterThan(900 / step);
  }
}
