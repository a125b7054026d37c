package dev.kizaki.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.catalog.read.TableSize;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.testing.TestCommands;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatementStepsTest {
  private static final int WIDTH = 69;

  private static final TableName TASK = new TableName("public", "task");
  private static final TableName PROJECT = new TableName("public", "project");
  private static final Map<TableName, TableSize> SIZES =
      Map.of(TASK, new TableSize(1_200_000, 250_000_000), PROJECT, new TableSize(-1, 8192));

  /** A statement whose kind has no note of its own. */
  private static final PlanStatement OTHER = new RunSql("delete from task");

  private static SqlStep command(boolean open, TableLock... locks) {
    return TestCommands.command(
        "any", new PlanStatementRef(0, OTHER, "any"), true, List.of(locks), List.of(), open);
  }

  private static String notes(PlanStatement statement, SqlStep... steps) {
    PlanStatementRef cause = new PlanStatementRef(0, statement, "any");
    List<String> lines = new StatementSteps(cause, List.of(steps)).notes(SIZES, WIDTH);
    assertThat(lines).allMatch(line -> line.length() <= 80 - 7 - 4);
    return String.join("\n", lines);
  }

  @Test
  void notesTheStrongestLockAndTheMostWorkOfEachTable() {
    assertThat(
            notes(
                OTHER,
                command(false, new TableLock(TASK, LockMode.ACCESS_EXCLUSIVE, RowAccess.CATALOG)),
                command(false, new TableLock(TASK, LockMode.ROW_EXCLUSIVE, RowAccess.SCAN)),
                command(
                    false,
                    new TableLock(TASK, LockMode.SHARE_ROW_EXCLUSIVE, RowAccess.SCAN),
                    new TableLock(PROJECT, LockMode.SHARE_ROW_EXCLUSIVE, RowAccess.SCAN))))
        .isEqualTo(
            """
            note: task (about 1200000 rows, 238.4 MB): ACCESS EXCLUSIVE lock,
                  blocks reads and writes; reads every row
            note: project (rows unknown, 8.0 kB): SHARE ROW EXCLUSIVE lock,
                  blocks writes; reads every row\
            """);
  }

  @Test
  void omitsTheSizeOfANewTable() {
    TableName other = new TableName("public", "other");
    assertThat(notes(OTHER, command(false, new TableLock(other, LockMode.SHARE, RowAccess.SCAN))))
        .isEqualTo("note: other: SHARE lock, blocks writes; reads every row");
  }

  @Test
  void recommendsTwoMigrationsForAnEnumValueThatIsUsedAtOnce() {
    assertThat(
            notes(
                new AddEnumValue("TaskStatus", "Blocked", Optional.empty()),
                command(false, new TableLock(TASK, LockMode.ACCESS_EXCLUSIVE, RowAccess.REWRITE))))
        .isEqualTo(
            """
            note: task (about 1200000 rows, 238.4 MB): ACCESS EXCLUSIVE lock,
                  blocks reads and writes; rewrites every row
            note: the type is rebuilt because this migration also uses the new
                  value; with two migrations, one that adds the value and one
                  that uses it, no row is rewritten\
            """);
  }

  @Test
  void saysThatADefaultOfUnknownVolatilityMayRewriteTheTable() {
    TableLock lock = new TableLock(TASK, LockMode.ACCESS_EXCLUSIVE, RowAccess.MAY_REWRITE);
    assertThat(notes(OTHER, command(false, lock)))
        .isEqualTo(
            """
            note: task (about 1200000 rows, 238.4 MB): ACCESS EXCLUSIVE lock,
                  blocks reads and writes; may rewrite every row, if the default
                  differs from row to row\
            """);
  }

  @Test
  void warnsThatTheEffectOfSqlInThePlanIsUnknown() {
    assertThat(notes(OTHER, command(true)))
        .isEqualTo("note: the SQL in the plan may lock and read more than shown here");
  }

  @Test
  void notesNothingWithoutLocksOnExistingTables() {
    assertThat(notes(OTHER, command(false))).isEmpty();
  }

  @Test
  void putsALongNameOnItsOwnLine() {
    TableName other = new TableName("public", "x".repeat(63));
    SqlStep command = command(false, new TableLock(other, LockMode.SHARE, RowAccess.SCAN));
    assertThat(new StatementSteps(command.cause(), List.of(command)).notes(SIZES, WIDTH))
        .containsExactly(
            "note: " + "x".repeat(63) + ":", "      SHARE lock, blocks writes; reads every row");
  }
}
