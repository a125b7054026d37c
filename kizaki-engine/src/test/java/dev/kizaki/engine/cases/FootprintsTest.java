package dev.kizaki.engine.cases;

import dev.kizaki.engine.plan.PlanStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What each command of each case locks, reads, writes and needs is what it declares: all cases on
 * the oldest and the newest server, a sample on those between.
 */
final class FootprintsTest {
  /** Every how manieth case: {@code -Dkizaki.test.sample=1} for all. */
  private static final int SAMPLE = Integer.getInteger("kizaki.test.sample", 6);

  @TestFactory
  Stream<DynamicTest> on18() throws SQLException {
    return tests(18, 0, 1);
  }

  @TestFactory
  Stream<DynamicTest> on17() throws SQLException {
    return tests(17, 1, SAMPLE);
  }

  @TestFactory
  Stream<DynamicTest> on16() throws SQLException {
    return tests(16, 3, SAMPLE);
  }

  @TestFactory
  Stream<DynamicTest> on15() throws SQLException {
    return tests(15, 5, SAMPLE);
  }

  @TestFactory
  Stream<DynamicTest> on14() throws SQLException {
    return tests(14, 0, 1);
  }

  private static Stream<DynamicTest> tests(int major, int first, int step) throws SQLException {
    List<CaseFile> files =
        CaseCorpus.all().stream()
            .filter(file -> !file.has(Section.ERROR) && !file.has(Section.REFUSAL))
            .toList();
    Oracle oracle = new Oracle(major, "public");
    return IntStream.iterate(first, i -> i < files.size(), i -> i + step)
        .mapToObj(files::get)
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
