package dev.kizaki.engine.changelog;

import java.util.List;
import java.util.Objects;

/**
 * A unit that Liquibase runs, records and rolls back as a whole.
 *
 * @param id the migration's name and an ordinal; unique in the changelog, and never changed
 * @param comment the plan statement
 * @param onlyIfZero a query that returns one number; if it is not 0, the changes have already been
 *     made, and Liquibase marks the change set as run
 * @param transactional whether it may run in a transaction
 * @param changes in order
 * @param rollback in order; empty if there is nothing to undo
 */
public record ChangeSet(
    String id,
    String comment,
    String onlyIfZero,
    boolean transactional,
    List<Change> changes,
    List<Change> rollback) {
  public ChangeSet {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(comment, "comment");
    Objects.requireNonNull(onlyIfZero, "onlyIfZero");
    changes = List.copyOf(changes);
    rollback = List.copyOf(rollback);
  }
}
