package dev.kizaki.engine.report;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.catalog.read.TableSize;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.text.Plurals;
import dev.kizaki.engine.text.WordWrap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan statement with the steps that serve it, and how they are shown. */
public record StatementSteps(PlanStatementRef cause, List<SqlStep> steps) {
  private static final String INDENT = "    ";
  private static final int WIDTH = 80 - "[INFO] ".length() - INDENT.length();
  private static final String FIRST = "note: ";
  private static final String NEXT = " ".repeat(FIRST.length());

  /** A new enum value that is added in place writes no row; see the design of plans. */
  private static final String TWO_MIGRATIONS =
      "the type is built anew because this migration also uses the new value; in two migrations,"
          + " first the value, then what uses it, no row is written anew";

  private static final String OPEN =
      "the SQL of the plan may lock and read more than is known here";

  /** The statements of a migration in order, those without SQL left out. */
  public static List<StatementSteps> of(SqlMigration migration) {
    Map<PlanStatementRef, List<SqlStep>> byCause = new LinkedHashMap<>();
    migration
        .steps()
        .forEach(step -> byCause.computeIfAbsent(step.cause(), any -> new ArrayList<>()).add(step));
    // A check may stand before the commands of statements that come earlier.
    return byCause.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> each.getKey().ordinal()))
        .map(each -> new StatementSteps(each.getKey(), each.getValue()))
        .toList();
  }

  /**
   * @param checks what is said of the data checks, by the statement
   */
  public void show(
      Reporter reporter,
      boolean sql,
      Map<TableName, TableSize> sizes,
      Map<PlanStatementRef, List<String>> checks) {
    StatementLines.of(cause.text()).forEach(reporter::info);
    notes(sizes).forEach(line -> reporter.info(INDENT + line));
    checks.getOrDefault(cause, List.of()).forEach(line -> reporter.info(INDENT + line));
    if (sql) {
      steps.stream()
          .filter(SqlCommand.class::isInstance)
          .flatMap(step -> (((SqlCommand) step).text() + ";").lines())
          .forEach(line -> reporter.info(INDENT + line));
    }
  }

  /**
   * What the statement does to others: for each table the strongest lock, what it blocks, the most
   * work, and how big the table is. Each line fits a terminal of 80 columns behind Maven's {@code
   * [INFO]} and the indentation.
   */
  public List<String> notes(Map<TableName, TableSize> sizes) {
    Map<TableName, TableLock> locks = new LinkedHashMap<>();
    boolean open = false;
    for (SqlStep step : steps) {
      if (step instanceof SqlCommand command) {
        open |= command.open();
        command.locks().forEach(lock -> locks.merge(lock.table(), lock, TableLock::both));
      }
    }
    List<String> lines = new ArrayList<>();
    locks.values().forEach(lock -> add(lines, note(lock, sizes)));
    boolean rewrites = locks.values().stream().anyMatch(lock -> lock.work() == RowAccess.REWRITE);
    if (rewrites && cause.statement() instanceof AddEnumValue) {
      add(lines, TWO_MIGRATIONS);
    }
    if (open) {
      add(lines, OPEN);
    }
    return lines;
  }

  private static String note(TableLock lock, Map<TableName, TableSize> sizes) {
    TableSize size = sizes.get(lock.before());
    return lock.table().table()
        + (size == null ? "" : " (" + rows(size.rows()) + ", " + bytes(size.bytes()) + ")")
        + ": "
        + lock.mode().sql()
        + " lock, "
        + lock.mode().consequence()
        + switch (lock.work()) {
          case CATALOG -> "";
          case SCAN -> "; reads every row";
          case REWRITE -> "; writes every row anew";
        };
  }

  private static void add(List<String> lines, String note) {
    List<String> wrapped = WordWrap.lines(note, WIDTH - FIRST.length());
    lines.add(FIRST + wrapped.get(0));
    wrapped.stream().skip(1).forEach(line -> lines.add(NEXT + line));
  }

  private static String rows(long rows) {
    return rows < 0 ? "rows unknown" : "about " + Plurals.count(rows, "row");
  }

  private static String bytes(long bytes) {
    String[] units = {"bytes", "kB", "MB", "GB", "TB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }
}
