package dev.kizaki.engine.adopt;

import java.util.Objects;

/**
 * Why a table, or an enum, stays unmanaged.
 *
 * @param name its name in the database
 * @param reason the kind of reason, the same text for each table: {@code it is partitioned}
 * @param detail what it is about; empty if that is the table itself
 */
public record Unmanaged(String name, String reason, String detail)
    implements Comparable<Unmanaged> {
  public Unmanaged {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
  }

  @Override
  public int compareTo(Unmanaged other) {
    int byReason = reason.compareTo(other.reason);
    int byName = byReason != 0 ? byReason : name.compareTo(other.name);
    return byName != 0 ? byName : detail.compareTo(other.detail);
  }
}
