package dev.kizaki.engine.report;

import dev.kizaki.engine.catalog.read.TableSize;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.text.Plurals;
import java.util.Locale;
import java.util.Map;

/** A lock in words: the table with its size, the mode, what it blocks, and what is done to rows. */
final class LockNote {
  private LockNote() {}

  /**
   * The note for a lock that is held until the migration is committed.
   *
   * @param sizes the sizes of the tables; a table without one is written without a size
   */
  static String of(TableLock lock, Map<TableName, TableSize> sizes) {
    return "%s%s: %s lock, %s%s"
        .formatted(
            lock.table().table(),
            size(lock.before(), sizes),
            lock.mode().sql(),
            lock.mode().consequence(),
            work(lock.work()));
  }

  /** The note for a lock that is held until a stage is done, without the size of the table. */
  static String inStage(TableLock lock) {
    boolean moment = lock.work() == RowAccess.CATALOG;
    return text(lock, moment ? " for a moment" : "", work(lock.work()));
  }

  /** The note for a lock that is held while a batch of rows is written. */
  static String inBatch(TableLock lock) {
    return text(lock, "", lock.work() == RowAccess.CATALOG ? "" : "; writes in batches");
  }

  private static String text(TableLock lock, String held, String work) {
    return "%s: %s%s, %s%s"
        .formatted(lock.table().table(), lock.mode().sql(), held, lock.mode().consequence(), work);
  }

  /** The number of rows and the size of a table in brackets; nothing if they are not known. */
  static String size(TableName table, Map<TableName, TableSize> sizes) {
    TableSize size = sizes.get(table);
    return size == null ? "" : " (%s, %s)".formatted(rows(size.rows()), bytes(size.bytes()));
  }

  private static String work(RowAccess work) {
    return switch (work) {
      case CATALOG -> "";
      case SCAN -> "; reads every row";
      case WRITE_SOME -> "; reads every row, writes some";
      case WRITE -> "; writes every row";
      case MAY_REWRITE -> "; may rewrite every row, if the default differs from row to row";
      case REWRITE -> "; rewrites every row";
    };
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
