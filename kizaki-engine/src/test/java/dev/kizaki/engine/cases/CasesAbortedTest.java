package dev.kizaki.engine.cases;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case whose migration runs in stages can be interrupted at each stage and taken back, unless
 * a statement has deleted or written over something.
 */
@FullRun
final class CasesAbortedTest {
  /** Each case runs within this number of days, on one of the two servers. */
  private static final int DAYS = 8;

  @TestFactory
  Stream<DynamicTest> theDailyPartIsTakenBackOnPostgres18() throws SQLException {
    return tests(18, "public", 0);
  }

  @TestFactory
  Stream<DynamicTest> theDailyPartIsTakenBackOnPostgres14() throws SQLException {
    return tests(14, CasesOnPostgresTest.AWKWARD_SCHEMA, DAYS / 2);
  }

  private static Stream<DynamicTest> tests(int major, String schema, int shift)
      throws SQLException {
    List<CaseFile> files =
        CaseCorpus.all().stream()
            .filter(file -> file.isFor(major))
            .filter(file -> !file.has(Section.ERROR) && !file.has(Section.REFUSAL))
            .toList();
    Oracle oracle = new Oracle(major, schema);
    return DailyPart.of(files, DAYS, shift).stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(oracle, file)))
        .onClose(() -> CasesOnPostgresTest.close(oracle));
  }

  private static void check(Oracle oracle, CaseFile file) throws SQLException {
    PlannedCase planned = PlannedCase.of(file);
    for (List<PlanStatement> statements : Resolution.all(planned.plan())) {
      oracle.checkAborted(CasesOnPostgresTest.transition(planned, statements));
    }
  }
}
