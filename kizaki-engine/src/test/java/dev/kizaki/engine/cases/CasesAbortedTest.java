package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.testing.FullRun;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case whose migration runs in stages can be interrupted at each stage and taken back. What
 * cannot be given back is refused before anything is changed, and stands in the case.
 */
@FullRun
final class CasesAbortedTest {
  /** A run takes each sixtieth case; {@code -Dkizaki.test.whole=true} takes all. */
  private static final int STEP = 60;

  private static final int MOST_COMBINATIONS = 4;

  @TestFactory
  Stream<DynamicTest> aPartIsTakenBackOnPostgres18() throws SQLException {
    return tests(18, "public", 7);
  }

  @TestFactory
  Stream<DynamicTest> aPartIsTakenBackOnPostgres14() throws SQLException {
    return tests(14, CasesOnPostgresTest.AWKWARD_SCHEMA, 17);
  }

  private static Stream<DynamicTest> tests(int major, String schema, int first)
      throws SQLException {
    List<CaseFile> files =
        CaseCorpus.all().stream()
            .filter(file -> file.isFor(major))
            .filter(file -> !file.has(Section.ERROR) && !file.has(Section.REFUSAL))
            .filter(CasesOnlineTest::hasOnlineForm)
            .toList();
    Oracle oracle = new Oracle(major, schema);
    return DailyPart.every(files, STEP, first).stream()
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(oracle, file)))
        .onClose(() -> CasesOnPostgresTest.close(oracle));
  }

  private static void check(Oracle oracle, CaseFile file) throws SQLException {
    PlannedCase planned = PlannedCase.of(file);
    TreeSet<String> refused = new TreeSet<>();
    for (List<PlanStatement> statements : few(Resolution.all(planned.plan()))) {
      refused.addAll(oracle.checkAborted(CasesOnPostgresTest.transition(planned, statements)));
    }
    // The statement in a line can name the schema of the tables.
    String lines =
        refused.stream().map(line -> oracle.inPublic(line) + "\n").collect(Collectors.joining());
    if (CaseCorpus.rewrites() && !lines.equals(file.get(Section.ABORT))) {
      CaseCorpus.write(
          lines.isEmpty() ? file.without(Section.ABORT) : file.with(Section.ABORT, lines));
    } else {
      assertThat(lines).isEqualTo(file.get(Section.ABORT));
    }
  }

  /** Some of many combinations of choices, with the first and the last one. */
  private static <T> List<T> few(List<T> all) {
    return IntStream.range(0, Math.min(all.size(), MOST_COMBINATIONS))
        .map(
            i ->
                all.size() <= MOST_COMBINATIONS
                    ? i
                    : i * (all.size() - 1) / (MOST_COMBINATIONS - 1))
        .mapToObj(all::get)
        .toList();
  }
}
