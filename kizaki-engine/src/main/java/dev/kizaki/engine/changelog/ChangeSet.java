package dev.kizaki.engine.changelog;

import java.util.List;
import java.util.Objects;

/**
 * What Liquibase runs, records and rolls back as one.
 *
 * @param id unique in the changelog, the same for ever: the migration's name and an ordinal
 * @param comment the plan statement
 * @param onlyIfZero a query for one number: anything but 0 means that the change set's work is done
 *     already, and it is marked as run
 * @param transactional whether it may run in a transaction
 * @param changes in order
 * @param rollback in order; empty where there is nothing to undo
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
