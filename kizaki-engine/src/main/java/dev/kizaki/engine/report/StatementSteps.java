package dev.kizaki.engine.report;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.catalog.read.TableSize;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plan statement with its SQL steps, and how {@code dry-run} prints them. */
public record StatementSteps(PlanStatementRef cause, List<SqlStep> steps) {
  private static final String INDENT = "    ";
  private static final String FIRST = "note: ";

  /**
   * PostgreSQL adds an enum value without writing a row, but a transaction cannot use a value that
   * it has added itself.
   */
  private static final String TWO_MIGRATIONS =
      """
      the type is rebuilt because this migration also uses the new value; with two migrations, one \
      that adds the value and one that uses it, no row is rewritten\
      """;

  private static final String OPEN = "the SQL in the plan may lock and read more than shown here";

  /** The statements of a migration in order, without the statements that have no SQL. */
  public static List<StatementSteps> of(SqlMigration migration) {
    Map<PlanStatementRef, List<SqlStep>> byCause = new LinkedHashMap<>();
    migration
        .steps()
        .forEach(step -> byCause.computeIfAbsent(step.cause(), any -> new ArrayList<>()).add(step));
    // The check of a statement may come before the commands of an earlier statement.
    return byCause.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> each.getKey().ordinal()))
        .map(each -> new StatementSteps(each.getKey(), each.getValue()))
        .toList();
  }

  /**
   * Prints the statement with what it deletes, its notes and its checks.
   *
   * @param sql whether to print the SQL as well; that of {@code run sql} is the statement itself,
   *     and that of a migration in stages stands at its stages
   * @param sizes the sizes of the tables; a table without one is printed without a size
   * @param review what a reviewer must know about the statement
   * @param checks the lines about the data checks, by statement
   * @param online which statements run in stages
   */
  public void show(
      Reporter reporter,
      boolean sql,
      Map<TableName, TableSize> sizes,
      ReviewLines review,
      Map<PlanStatementRef, List<CheckLines.Line>> checks,
      OnlineLines online) {
    int width = reporter.columns() - INDENT.length();
    StatementLines.of(cause.text()).forEach(reporter::info);
    review.loss(cause).ifPresent(loss -> reporter.warn(INDENT + loss));
    List<String> lines = new ArrayList<>();
    List<String> inStages = online.online(cause, sizes);
    inStages.forEach(note -> add(lines, note, width));
    if (inStages.isEmpty()) {
      lines.addAll(notes(sizes, width));
    }
    online.reasons(cause).forEach(reason -> add(lines, reason, width));
    review.notes(cause).forEach(note -> add(lines, note, width));
    lines.forEach(line -> reporter.info(INDENT + line));
    for (CheckLines.Line check : checks.getOrDefault(cause, List.of())) {
      if (check.found()) {
        reporter.warn(INDENT + check.text());
      } else {
        reporter.info(INDENT + check.text());
      }
    }
    if (sql && online.stages().isEmpty() && !(cause.statement() instanceof RunSql)) {
      steps.stream()
          .filter(SqlCommand.class::isInstance)
          .flatMap(step -> (((SqlCommand) step).text() + ";").lines())
          .forEach(line -> reporter.info(INDENT + line));
    }
  }

  /**
   * How the statement affects other sessions: for each table its size, the strongest lock and what
   * that blocks, and whether rows are read or written.
   *
   * @param width the columns that a line may have
   */
  public List<String> notes(Map<TableName, TableSize> sizes, int width) {
    Map<TableName, TableLock> locks = new LinkedHashMap<>();
    boolean open = false;
    for (SqlStep step : steps) {
      if (step instanceof SqlCommand command) {
        open |= command.open();
        command.locks().forEach(lock -> locks.merge(lock.table(), lock, TableLock::both));
      }
    }
    List<String> lines = new ArrayList<>();
    locks.values().forEach(lock -> add(lines, LockNote.of(lock, sizes), width));
    boolean rewrites = locks.values().stream().anyMatch(lock -> lock.work() == RowAccess.REWRITE);
    if (rewrites && cause.statement() instanceof AddEnumValue) {
      add(lines, TWO_MIGRATIONS, width);
    }
    if (open) {
      add(lines, OPEN, width);
    }
    return lines;
  }

  private static void add(List<String> lines, String note, int width) {
    lines.addAll(HangingLines.of(FIRST, note, width));
  }
}
