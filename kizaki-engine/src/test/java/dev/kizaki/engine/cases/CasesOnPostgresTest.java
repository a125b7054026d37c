package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case runs on a real server of the newest version, in the default schema, and is checked by
 * the {@link Oracle}. The older versions run the {@link DailyPart}: the oldest a half, in a schema
 * whose name needs quoting ({@link CasesOnOldestPostgresTest}).
 */
@FullRun
final class CasesOnPostgresTest {
  static final String AWKWARD_SCHEMA = "We\"ird 'schema'";

  /** The servers in between run each case within this number of days. */
  private static final int DAYS = 6;

  @TestFactory
  Stream<DynamicTest> everyCaseHoldsOnPostgres18() throws SQLException {
    return tests(18, "public", 1, 0);
  }

  @TestFactory
  Stream<DynamicTest> theDailyPartHoldsOnPostgres17() throws SQLException {
    return tests(17, AWKWARD_SCHEMA, DAYS, 0);
  }

  @TestFactory
  Stream<DynamicTest> theDailyPartHoldsOnPostgres16() throws SQLException {
    return tests(16, "public", DAYS, 2);
  }

  @TestFactory
  Stream<DynamicTest> theDailyPartHoldsOnPostgres15() throws SQLException {
    return tests(15, AWKWARD_SCHEMA, DAYS, 4);
  }

  static Stream<DynamicTest> tests(int major, String schema, int days, int shift)
      throws SQLException {
    List<CaseFile> files =
        CaseCorpus.all().stream()
            .filter(file -> file.isFor(major))
            .filter(file -> !file.has(Section.ERROR))
            .toList();
    Oracle oracle = new Oracle(major, schema);
    return DailyPart.of(files, days, shift).stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(oracle, file)))
        .onClose(() -> close(oracle));
  }

  static void close(Oracle oracle) {
    try {
      oracle.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void check(Oracle oracle, CaseFile file) throws SQLException {
    PlannedCase planned = PlannedCase.of(file);
    if (file.has(Section.REFUSAL)) {
      String refusal = oracle.refusal(transition(planned, planned.plan().statements()));
      if (CaseCorpus.rewrites()) {
        CaseCorpus.write(file.with(Section.REFUSAL, refusal));
      } else {
        assertThat(refusal).isEqualTo(file.get(Section.REFUSAL));
      }
      return;
    }
    for (List<PlanStatement> statements : Resolution.all(planned.plan())) {
      oracle.check(transition(planned, statements));
    }
  }

  static Oracle.Transition transition(PlannedCase planned, List<PlanStatement> statements) {
    CaseFile file = planned.file();
    return new Oracle.Transition(
        planned.before(),
        planned.targetOf(statements),
        statements,
        file.statements(Section.SETUP),
        new HashSet<>(file.lines(Section.NO_ROWS)),
        file.statements(Section.ROWS),
        file.lines(Section.CHECK));
  }
}
