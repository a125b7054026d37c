package dev.kizaki.engine.catalog.read;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * The change sets of one migration that Liquibase has recorded as executed, without the change set
 * that only creates the history table.
 *
 * @param migration the migration's name
 * @param count the number of change sets, at least 1
 * @param last the id of the one executed last
 * @param rollbackCount the number of change sets that Liquibase must roll back to remove these;
 *     empty if others were executed later, because those may belong to another changelog
 */
public record ExecutedChangeSets(
    String migration, int count, String last, OptionalInt rollbackCount) {
  public ExecutedChangeSets {
    Objects.requireNonNull(migration, "migration");
    Objects.requireNonNull(last, "last");
    Objects.requireNonNull(rollbackCount, "rollbackCount");
  }
}
