package dev.kizaki.engine.cases;

import dev.kizaki.engine.liquibase.LiquibaseCommands;
import dev.kizaki.engine.liquibase.LiquibaseRunner;
import dev.kizaki.engine.plan.PlanStatement;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case, run by Liquibase and held to the {@link Oracle}: by the version that writes
 * changelogs and by the next major. Those that {@code apply} refuses because of the rows that are
 * there are left out: what Liquibase does with these rows is PostgreSQL's answer.
 */
final class CasesByLiquibaseTest {
  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> version4On14() throws SQLException {
    return tests(
        LiquibaseRunner.VERSION_4,
        LiquibaseRunner.VERSION_5,
        14,
        CasesOnPostgresTest.AWKWARD_SCHEMA);
  }

  @TestFactory
  Stream<DynamicTest> version5On18() throws SQLException {
    return tests(LiquibaseRunner.VERSION_5, LiquibaseRunner.VERSION_4, 18, "public");
  }

  private Stream<DynamicTest> tests(
      LiquibaseCommands liquibase, LiquibaseCommands other, int major, String schema)
      throws SQLException {
    Oracle oracle = new Oracle(major, schema);
    LiquibaseRuns runs = new LiquibaseRuns(liquibase, other, oracle, directory);
    return CaseCorpus.all().stream()
        .filter(file -> !file.has(Section.ERROR) && !file.has(Section.REFUSAL))
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(oracle, runs, file)))
        .onClose(() -> close(oracle, runs));
  }

  private static void check(Oracle oracle, LiquibaseRuns runs, CaseFile file) throws SQLException {
    PlannedCase planned = PlannedCase.of(file);
    for (List<PlanStatement> statements : Resolution.all(planned.plan())) {
      oracle.check(CasesOnPostgresTest.transition(planned, statements), runs);
    }
  }

  private static void close(Oracle oracle, LiquibaseRuns runs) {
    try {
      runs.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    CasesOnPostgresTest.close(oracle);
  }
}
