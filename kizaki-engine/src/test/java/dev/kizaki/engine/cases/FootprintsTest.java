package dev.kizaki.engine.cases;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What each command of each case locks, reads, writes and needs is what it declares: all cases on
 * the oldest and the newest server, the {@link DailyPart} on those between.
 */
@FullRun
final class FootprintsTest {
  /** In so many days each case is run by the servers between. */
  private static final int DAYS = 6;

  @TestFactory
  Stream<DynamicTest> on18() throws SQLException {
    return tests(18, 1, 0);
  }

  @TestFactory
  Stream<DynamicTest> on17() throws SQLException {
    return tests(17, DAYS, 1);
  }

  @TestFactory
  Stream<DynamicTest> on16() throws SQLException {
    return tests(16, DAYS, 3);
  }

  @TestFactory
  Stream<DynamicTest> on15() throws SQLException {
    return tests(15, DAYS, 5);
  }

  @TestFactory
  Stream<DynamicTest> on14() throws SQLException {
    return tests(14, 1, 0);
  }

  private static Stream<DynamicTest> tests(int major, int days, int shift) throws SQLException {
    List<CaseFile> files =
        CaseCorpus.all().stream()
            .filter(file -> !file.has(Section.ERROR) && !file.has(Section.REFUSAL))
            .toList();
    Oracle oracle = new Oracle(major, "public");
    return DailyPart.of(files, days, shift).stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(oracle, file)))
        .onClose(() -> CasesOnPostgresTest.close(oracle));
  }

  private static void check(Oracle oracle, CaseFile file) throws SQLException {
    PlannedCase planned = PlannedCase.of(file);
    for (List<PlanStatement> statements : Resolution.all(planned.plan())) {
      oracle.checkFootprints(CasesOnPostgresTest.transition(planned, statements));
    }
  }
}
