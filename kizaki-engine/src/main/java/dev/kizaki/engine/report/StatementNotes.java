package dev.kizaki.engine.report;

import dev.kizaki.engine.catalog.read.TableSize;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.sql.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a plan statement does to others, for {@code dry-run}: for each table the strongest lock,
 * what it blocks, the most work, and how big the table is. In lines that fit a terminal of 80
 * columns behind Maven's {@code [INFO]} and the indentation of notes.
 */
public final class StatementNotes {
  private static final int WIDTH = 80 - "[INFO] ".length() - 4;
  private static final String FIRST = "note: ";
  private static final String NEXT = " ".repeat(FIRST.length());

  /** A new enum value that is added in place writes no row; see the design of plans. */
  private static final String TWO_MIGRATIONS =
      "the type is built anew because this migration also uses the new value; in two migrations,"
          + " first the value, then what uses it, no row is written anew";

  private static final String OPEN =
      "the SQL of the plan may lock and read more than is known here";

  private StatementNotes() {}

  public static List<String> of(StatementSteps statement, Map<TableName, TableSize> sizes) {
    Map<TableName, TableLock> locks = new LinkedHashMap<>();
    boolean open = false;
    for (SqlStep step : statement.steps()) {
      if (step instanceof SqlCommand command) {
        open |= command.open();
        command.locks().forEach(lock -> locks.merge(lock.table(), lock, TableLock::both));
      }
    }
    List<String> lines = new ArrayList<>();
    locks.values().forEach(lock -> add(lines, note(lock, sizes)));
    boolean rewrites = locks.values().stream().anyMatch(lock -> lock.work() == Work.REWRITE);
    if (rewrites && statement.cause().statement().startsWith("add value ")) {
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
