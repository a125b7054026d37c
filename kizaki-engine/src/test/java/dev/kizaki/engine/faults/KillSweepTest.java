package dev.kizaki.engine.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.StatementKinds;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Causes a fault at each request of {@code apply}, in one run for each request. */
@FullRun
final class KillSweepTest {
  private static SweptProject project;

  @BeforeAll
  static void plan(@TempDir Path root) throws Exception {
    project = SweptProject.in(root, FaultServer.shared(18));
  }

  @AfterAll
  static void drop() throws SQLException {
    project.close();
  }

  @Test
  void thereIsAStatementOfEveryKindAndRowsThatMayBeLost() throws IOException {
    assertThat(project.statementKinds()).containsExactlyInAnyOrder(StatementKinds.all());
    assertThat(project.fromRows().rows()).hasSize(9 + 5 + 40 + 40);
    assertThat(project.fromRows().history()).hasSize(4);
  }

  /**
   * @param rows true if the first migration is applied and the tables have rows, false if the
   *     database is empty
   * @param usual the default distance between two requests with a fault. The first one moves on
   *     each day, so that every request has a fault within as many days
   */
  @ParameterizedTest
  @CsvSource({
    "true,  CUT_BEFORE_REQUEST, 33",
    "true,  CUT_BEFORE_ANSWER,  25",
    "true,  CUT_AFTER_ANSWER,   33",
    "true,  TERMINATE_LOCK,     41",
    "true,  TERMINATE_WORK,     41",
    "false, CUT_BEFORE_REQUEST, 43",
    "false, CUT_BEFORE_ANSWER,  43",
    "false, CUT_AFTER_ANSWER,   43"
  })
  void everyRequest(boolean rows, Kill kill, int usual, TestReporter reporter) throws Exception {
    Recovery recovery = new Recovery(project, rows);
    int step = Recovery.step(usual);
    boolean more = true;
    for (int request = 1 + Recovery.daily(step); more; request += step) {
      more = kill.hit(project, request, recovery);
    }
    recovery.report(reporter, kill + (rows ? " over rows" : " of a first run"));
    recovery.assertAll();
    assertThat(recovery.points()).isGreaterThan(80 / step);
  }
}
