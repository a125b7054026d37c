package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * A lock on a table, held until the transaction ends.
 *
 * @param table by its name at that moment: a rename earlier in the migration counts
 * @param work what the command does to the table's rows under it
 */
public record TableLock(TableName table, LockMode mode, Work work) {
  public TableLock {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(work, "work");
  }
}
