package dev.kizaki.engine.cases;

import dev.kizaki.engine.api.RenameWay;
import dev.kizaki.engine.phase.PhaseChoices;
import dev.kizaki.engine.phase.PlanPhases;
import dev.kizaki.engine.phase.UndividedPlan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case whose plan can be carried out in two phases ends in the same catalog and the same rows
 * as without phases.
 */
@FullRun
final class CasesInPhasesTest {
  /** Each case runs on each of the two servers within this number of days. */
  private static final int DAYS = 12;

  /** In these, a statement relies on rows that an earlier one writes, which comes last. */
  private static final Set<String> RELY_ON_ROWS =
      Set.of("enum-value-add-as-reference-default", "sequence-limits-moved");

  @TestFactory
  Stream<DynamicTest> theDailyPartHoldsInPhasesOnPostgres18() throws SQLException {
    return tests(18, "public", RenameWay.VIEWS, 0);
  }

  @TestFactory
  Stream<DynamicTest> theDailyPartHoldsInPhasesOnPostgres14() throws SQLException {
    return tests(14, CasesOnPostgresTest.AWKWARD_SCHEMA, RenameWay.VIEWS, 2);
  }

  @TestFactory
  Stream<DynamicTest> renamedFieldsCanHaveTwoColumnsOnPostgres18() throws SQLException {
    return tests(18, "public", RenameWay.COLUMNS, 1);
  }

  @TestFactory
  Stream<DynamicTest> renamedFieldsCanHaveTwoColumnsOnPostgres14() throws SQLException {
    return tests(14, CasesOnPostgresTest.AWKWARD_SCHEMA, RenameWay.COLUMNS, 3);
  }

  private static Stream<DynamicTest> tests(int major, String schema, RenameWay way, int shift)
      throws SQLException {
    List<CaseFile> files =
        CaseCorpus.all().stream()
            .filter(file -> file.isFor(major))
            .filter(file -> !file.has(Section.ERROR) && !file.has(Section.REFUSAL))
            .filter(file -> !RELY_ON_ROWS.contains(file.name()))
            .filter(file -> canBeDivided(file, way))
            .toList();
    Oracle oracle = new Oracle(major, schema);
    return DailyPart.of(files, DAYS, shift).stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(oracle, file, way)))
        .onClose(() -> CasesOnPostgresTest.close(oracle));
  }

  private static boolean canBeDivided(CaseFile file, RenameWay way) {
    PlannedCase planned = PlannedCase.of(file);
    return !planned.before().isEmpty()
        && Resolution.all(planned.plan()).stream()
            .anyMatch(statements -> canBeDivided(planned, statements, way));
  }

  private static boolean canBeDivided(
      PlannedCase planned, List<PlanStatement> open, RenameWay way) {
    List<PlanStatement> statements =
        OpenValues.withValues(open, planned.before(), planned.targetOf(open), "public");
    try {
      PhaseChoices choices = Oracle.choices(planned.before(), statements, way);
      PlanPhases.of(planned.before(), statements, Oracle.NAMES, choices);
      return way == RenameWay.VIEWS || !choices.twoColumns().isEmpty();
    } catch (UndividedPlan undivided) {
      return false;
    }
  }

  private static void check(Oracle oracle, CaseFile file, RenameWay way) throws SQLException {
    PlannedCase planned = PlannedCase.of(file);
    for (List<PlanStatement> statements : Resolution.all(planned.plan())) {
      try {
        oracle.checkInPhases(CasesOnPostgresTest.transition(planned, statements), way);
      } catch (UndividedPlan undivided) {
        // that it is refused is tested by PhasesTest
      }
    }
  }
}
