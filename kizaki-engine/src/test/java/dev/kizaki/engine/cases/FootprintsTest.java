package dev.kizaki.engine.cases;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each command of each case locks, reads, writes and requires exactly what it declares. Each run
 * takes the {@link DailyPart}: a half on the oldest and the newest server.
 */
@FullRun
final class FootprintsTest {
  /** The oldest and the newest server run each case within this number of days. */
  private static final int FEW = 2;

  /** The servers in between run each case within this number of days. */
  private static final int DAYS = 6;

  @TestFactory
  Stream<DynamicTest> theDailyPartIsAsDeclaredOnPostgres18() throws SQLException {
    return tests(18, FEW, 0);
  }

  @TestFactory
  Stream<DynamicTest> theDailyPartIsAsDeclaredOnPostgres17() throws SQLException {
    return tests(17, DAYS, 1);
  }

  @TestFactory
  Stream<DynamicTest> theDailyPartIsAsDeclaredOnPostgres16() throws SQLException {
    return tests(16, DAYS, 3);
  }

  @TestFactory
  Stream<DynamicTest> theDailyPartIsAsDeclaredOnPostgres15() throws SQLException {
    return tests(15, DAYS, 5);
  }

  @TestFactory
  Stream<DynamicTest> theDailyPartIsAsDeclaredOnPostgres14() throws SQLException {
    return tests(14, FEW, 1);
  }

  @TestFactory
  Stream<DynamicTest> theDailyPartOfStagesIsAsDeclaredOnPostgres18() throws SQLException {
    return tests(18, FEW, 1, Oracle::checkFootprintsOfStages);
  }

  @TestFactory
  Stream<DynamicTest> theDailyPartOfStagesIsAsDeclaredOnPostgres14() throws SQLException {
    return tests(14, DAYS, 2, Oracle::checkFootprintsOfStages);
  }

  /** How a case is checked. */
  @FunctionalInterface
  private interface Check {
    void of(Oracle oracle, Oracle.Transition transition) throws SQLException;
  }

  private static Stream<DynamicTest> tests(int major, int days, int shift) throws SQLException {
    return tests(major, days, shift, Oracle::checkFootprints);
  }

  private static Stream<DynamicTest> tests(int major, int days, int shift, Check check)
      throws SQLException {
    List<CaseFile> files =
        CaseCorpus.all().stream()
            .filter(file -> file.isFor(major))
            .filter(file -> !file.has(Section.ERROR) && !file.has(Section.REFUSAL))
            .toList();
    Oracle oracle = new Oracle(major, "public");
    return DailyPart.of(files, days, shift).stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(oracle, file, check)))
        .onClose(() -> CasesOnPostgresTest.close(oracle));
  }

  private static void check(Oracle oracle, CaseFile file, Check check) throws SQLException {
    PlannedCase planned = PlannedCase.of(file);
    for (List<PlanStatement> statements : Resolution.all(planned.plan())) {
      check.of(oracle, CasesOnPostgresTest.transition(planned, statements));
    }
  }
}
