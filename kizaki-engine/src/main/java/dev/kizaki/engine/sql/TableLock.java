package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * A lock on a table, held until the transaction ends.
 *
 * @param table the table by its name when the lock is taken, after earlier renames in the migration
 * @param before the table by its name when the migration begins
 * @param work what the command does to the table's rows while it holds the lock
 */
public record TableLock(TableName table, TableName before, LockMode mode, RowAccess work) {
  public TableLock {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(work, "work");
  }

  /** A lock on a table that the migration does not rename. */
  public TableLock(TableName table, LockMode mode, RowAccess work) {
    this(table, table, mode, work);
  }

  /** Combines two locks on the same table: the stronger mode and the greater access. */
  public static TableLock both(TableLock one, TableLock other) {
    return new TableLock(
        one.table,
        one.before,
        one.mode.compareTo(other.mode) >= 0 ? one.mode : other.mode,
        one.work.compareTo(other.work) >= 0 ? one.work : other.work);
  }
}
