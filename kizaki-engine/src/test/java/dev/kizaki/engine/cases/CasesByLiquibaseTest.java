package dev.kizaki.engine.cases;

import dev.kizaki.engine.liquibase.LiquibaseCommands;
import dev.kizaki.engine.liquibase.LiquibaseRunner;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.testing.FullRun;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case is run by two major versions of Liquibase, the one that writes changelogs and the
 * next, and checked by the {@link Oracle}. Cases that {@code apply} refuses because of existing
 * rows are left out, because with Liquibase their result is PostgreSQL's error. A run takes the
 * {@link DailyPart}.
 */
@FullRun
final class CasesByLiquibaseTest {
  /** Both versions run each case within this number of days. */
  private static final int DAYS = 4;

  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> version4MigratesAsApplyDoesOnPostgres14() throws SQLException {
    return tests(
        LiquibaseRunner.VERSION_4,
        LiquibaseRunner.VERSION_5,
        14,
        CasesOnPostgresTest.AWKWARD_SCHEMA,
        0);
  }

  @TestFactory
  Stream<DynamicTest> version5MigratesAsApplyDoesOnPostgres18() throws SQLException {
    return tests(LiquibaseRunner.VERSION_5, LiquibaseRunner.VERSION_4, 18, "public", DAYS / 2);
  }

  private Stream<DynamicTest> tests(
      LiquibaseCommands liquibase, LiquibaseCommands other, int major, String schema, int shift)
      throws SQLException {
    Oracle oracle = new Oracle(major, schema);
    LiquibaseRuns runs = new LiquibaseRuns(liquibase, other, oracle, directory);
    List<CaseFile> files =
        CaseCorpus.all().stream()
            .filter(file -> file.isFor(major))
            .filter(file -> !file.has(Section.ERROR) && !file.has(Section.REFUSAL))
            .toList();
    return DailyPart.of(files, DAYS, shift).stream()
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
