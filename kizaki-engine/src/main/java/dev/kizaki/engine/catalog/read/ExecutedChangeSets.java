package dev.kizaki.engine.catalog.read;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a table of Liquibase's says it has executed of one migration, without the change set that
 * only makes the history table.
 *
 * @param migration its name
 * @param count how many change sets, one or more
 * @param last the id of the one executed last
 * @param rollbackCount how many change sets Liquibase has to take back for these to be gone; empty
 *     where others were executed since, of which nobody here knows whether they belong to the same
 *     changelog
 */
public record ExecutedChangeSets(
    String migration, int count, String last, OptionalInt rollbackCount) {
  public ExecutedChangeSets {
    Objects.requireNonNull(migration, "migration");
    Objects.requireNonNull(last, "last");
    Objects.requireNonNull(rollbackCount, "rollbackCount");
  }
}
