package dev.kizaki.engine;

import dev.kizaki.engine.jdbc.TableSize;
import dev.kizaki.engine.sql.Cause;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlCommand.Work;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan statement with the steps that serve it, and how they are shown. */
record StatementSteps(Cause cause, List<SqlStep> steps) {
  private static final String INDENT = "    ";

  /** The statements of a migration in order, those without SQL left out. */
  static List<StatementSteps> of(SqlMigration migration) {
    Map<Cause, List<SqlStep>> byCause = new LinkedHashMap<>();
    migration
        .steps()
        .forEach(step -> byCause.computeIfAbsent(step.cause(), any -> new ArrayList<>()).add(step));
    return byCause.entrySet().stream()
        .map(each -> new StatementSteps(each.getKey(), each.getValue()))
        .toList();
  }

  /**
   * @param checks what is said of the data checks, by the statement
   */
  void show(
      Reporter reporter,
      boolean sql,
      Map<TableName, TableSize> sizes,
      Map<Cause, List<String>> checks) {
    StatementLines.of(cause.statement()).forEach(reporter::info);
    notes(sizes).forEach(note -> reporter.info(INDENT + note));
    checks.getOrDefault(cause, List.of()).forEach(line -> reporter.info(INDENT + line));
    if (sql) {
      steps.stream()
          .filter(SqlCommand.class::isInstance)
          .flatMap(step -> (((SqlCommand) step).text() + ";").lines())
          .forEach(line -> reporter.info(INDENT + line));
    }
  }

  /** One line a table: the strongest lock, what it blocks, the most work, and how big it is. */
  private List<String> notes(Map<TableName, TableSize> sizes) {
    Map<TableName, LockMode> locks = new LinkedHashMap<>();
    Map<TableName, Work> work = new LinkedHashMap<>();
    for (SqlStep step : steps) {
      if (step instanceof SqlCommand command) {
        for (TableLock lock : command.locks()) {
          locks.merge(lock.table(), lock.mode(), StatementSteps::stronger);
          work.merge(lock.table(), command.work(), StatementSteps::stronger);
        }
      }
    }
    return locks.entrySet().stream()
        .map(each -> note(each.getKey(), each.getValue(), work.get(each.getKey()), sizes))
        .toList();
  }

  private static <T extends Comparable<T>> T stronger(T one, T other) {
    return Comparator.<T>naturalOrder().compare(one, other) >= 0 ? one : other;
  }

  private static String note(
      TableName table, LockMode mode, Work work, Map<TableName, TableSize> sizes) {
    TableSize size = sizes.get(table);
    return "note: "
        + table.table()
        + ": "
        + mode.sql()
        + " lock, "
        + mode.consequence()
        + switch (work) {
          case CATALOG -> "";
          case SCAN -> "; reads every row";
          case REWRITE -> "; writes every row anew";
        }
        + (size == null ? "" : " (" + rows(size.rows()) + ", " + bytes(size.bytes()) + ")");
  }

  private static String rows(long rows) {
    return rows < 0 ? "rows unknown" : "about " + Words.count(rows, "row");
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
