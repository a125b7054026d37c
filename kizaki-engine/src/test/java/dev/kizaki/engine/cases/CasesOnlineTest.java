package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case with a statement that has an online form ends in the same catalog and the same rows if
 * its migration runs in stages, as with {@code -Dkizaki.online=always}.
 */
@FullRun
final class CasesOnlineTest {
  /** The cases of which that is compared too which kizaki does not manage. */
  private static final String WITH_SETTINGS = "retype-";

  /** Each case runs on each of the two servers within this number of days. */
  private static final int DAYS = 12;

  @TestFactory
  Stream<DynamicTest> theDailyPartHoldsOnlineOnPostgres18() throws SQLException {
    return tests(18, "public", 0, Oracle::checkOnline);
  }

  /** Each stage is run by another run of the applier. */
  @TestFactory
  Stream<DynamicTest> theDailyPartHoldsStageByStageOnPostgres14() throws SQLException {
    return tests(14, CasesOnPostgresTest.AWKWARD_SCHEMA, 1, Oracle::checkStageByStage);
  }

  /** How a case is checked. */
  @FunctionalInterface
  private interface Check {
    void of(Oracle oracle, Oracle.Transition transition) throws SQLException;
  }

  private static Stream<DynamicTest> tests(int major, String schema, int shift, Check check)
      throws SQLException {
    List<CaseFile> files =
        CaseCorpus.all().stream()
            .filter(file -> file.isFor(major))
            .filter(file -> !file.has(Section.ERROR) && !file.has(Section.REFUSAL))
            .filter(CasesOnlineTest::hasOnlineForm)
            .toList();
    Oracle oracle = new Oracle(major, schema);
    return DailyPart.of(files, DAYS, shift).stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(oracle, file, check)))
        .onClose(() -> CasesOnPostgresTest.close(oracle));
  }

  /** Without such a form, the case runs as in {@link CasesOnPostgresTest}. */
  static boolean hasOnlineForm(CaseFile file) {
    PlannedCase planned = PlannedCase.of(file);
    return Resolution.all(planned.plan()).stream()
        .flatMap(
            statements ->
                PostgresGenerator.generate(
                    planned.before(),
                    OpenValues.withValues(
                        statements, planned.before(), planned.targetOf(statements), "public"),
                    "public",
                    Oracle.NAMES)
                    .stream())
        .anyMatch(step -> step instanceof SqlCommand command && command.online().isPresent());
  }

  private static void check(Oracle oracle, CaseFile file, Check check) throws SQLException {
    PlannedCase planned = PlannedCase.of(file);
    for (List<PlanStatement> statements : Resolution.all(planned.plan())) {
      Oracle.Transition transition = CasesOnPostgresTest.transition(planned, statements);
      check.of(oracle, transition);
      if (file.name().startsWith(WITH_SETTINGS)) {
        assertThat(oracle.after(transition, OnlineSettings.ALWAYS))
            .isEqualTo(oracle.after(transition, OnlineSettings.NEVER));
      }
    }
  }
}
