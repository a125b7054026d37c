package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * A lock on a table, held until the transaction ends.
 *
 * @param table by its name at that moment: a rename earlier in the migration counts
 * @param before by its name when the migration begins
 * @param work what the command does to the table's rows under it
 */
public record TableLock(TableName table, TableName before, LockMode mode, RowAccess work) {
  public TableLock {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(work, "work");
  }

  /** On a table that the migration does not rename. */
  public TableLock(TableName table, LockMode mode, RowAccess work) {
    this(table, table, mode, work);
  }

  /** Both on the same table: the stronger lock and the greater work. */
  public static TableLock both(TableLock one, TableLock other) {
    return new TableLock(
        one.table,
        one.before,
        one.mode.compareTo(other.mode) >= 0 ? one.mode : other.mode,
        one.work.compareTo(other.work) >= 0 ? one.work : other.work);
  }
}
