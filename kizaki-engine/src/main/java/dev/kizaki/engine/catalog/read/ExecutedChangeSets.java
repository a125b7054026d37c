package dev.kizaki.engine.catalog.read;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The change sets of one migration that Liquibase has recorded as executed, without the change set
 * that only creates the history table.
 *
 * @param migration the migration's name
 * @param ordinals the ordinals of the change sets in the order in which they were executed, at
 *     least one; the change set of the n-th statement of the plan has the ordinal n
 * @param rollbackCount the number of change sets that Liquibase must roll back to remove these;
 *     empty if others were executed later, because those may belong to another changelog
 */
public record ExecutedChangeSets(
    String migration, List<Integer> ordinals, OptionalInt rollbackCount) {
  public ExecutedChangeSets {
    Objects.requireNonNull(migration, "migration");
    ordinals = List.copyOf(ordinals);
    Objects.requireNonNull(rollbackCount, "rollbackCount");
  }

  /** The number of change sets. */
  public int count() {
    return ordinals.size();
  }

  /** The id of the one executed last. */
  public String last() {
    return id(ordinals.get(ordinals.size() - 1));
  }

  /** The id of a change set of this migration. */
  public String id(int ordinal) {
    return migration + "-" + ordinal;
  }
}
