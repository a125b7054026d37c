package dev.kizaki.engine.sql;

import java.util.Objects;

/** A lock on a table, held until the transaction ends. */
public record TableLock(TableName table, LockMode mode) {
  public TableLock {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(mode, "mode");
  }
}
