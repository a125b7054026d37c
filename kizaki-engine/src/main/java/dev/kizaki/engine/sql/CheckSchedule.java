package dev.kizaki.engine.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides when each data check of the pending migrations runs. If no earlier command can change its
 * result, it runs before the first migration. Otherwise it runs in its place among the commands. If
 * a pending migration creates its table and the table has no rows by then, it never runs.
 */
public final class CheckSchedule {
  /** When a check runs. */
  public enum Time {
    UP_FRONT,
    AT_ITS_TURN,
    NEVER
  }

  /**
   * A data check with its position.
   *
   * @param step the index among the migration's steps, from 0
   */
  public record Entry(SqlMigration migration, int step, DataCheck check, Time time) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Set<TableName> empty = new HashSet<>();
  private final Set<TableName> wholeTables = new HashSet<>();
  private final Set<TableName> mentionedTables = new HashSet<>();
  private final Set<ColumnName> columns = new HashSet<>();
  private boolean everything;

  private CheckSchedule() {}

  /**
   * The checks of these migrations, in order.
   *
   * @param pending the migrations that the database does not have yet, in order
   */
  public static List<Entry> of(List<SqlMigration> pending) {
    CheckSchedule schedule = new CheckSchedule();
    for (SqlMigration migration : pending) {
      for (int step = 0; step < migration.steps().size(); step++) {
        SqlStep each = migration.steps().get(step);
        if (each instanceof DataCheck check) {
          schedule.entries.add(new Entry(migration, step, check, schedule.time(check)));
        } else if (each instanceof SqlCommand command) {
          schedule.record(command.effect());
        }
      }
      schedule.recordDroppedGroups(migration);
    }
    return List.copyOf(schedule.entries);
  }

  /**
   * A check knows the keys, uniques and indexes that its own migration drops, but not those that an
   * earlier pending migration drops.
   */
  private void recordDroppedGroups(SqlMigration migration) {
    for (SqlStep step : migration.steps()) {
      if (step instanceof SqlCommand command) {
        command
            .ddl()
            .flatMap(CheckSchedule::tableOfDroppedGroup)
            .ifPresent(table -> columns.add(ColumnName.groupsOf(table)));
      }
    }
  }

  private static Optional<TableName> tableOfDroppedGroup(DatabaseChange change) {
    if (change instanceof DatabaseChange.DropIndex drop) {
      return Optional.of(drop.table());
    }
    if (change instanceof DatabaseChange.DropUnique drop) {
      return Optional.of(drop.table());
    }
    return change instanceof DatabaseChange.DropKey drop
        ? Optional.of(drop.table())
        : Optional.empty();
  }

  private void record(DataEffect effect) {
    DataScope changes = effect.changes();
    if (changes.everything()) {
      everything = true;
      empty.clear();
    }
    empty.removeAll(changes.tables());
    empty.addAll(effect.creates());
    wholeTables.addAll(changes.tables());
    mentionedTables.addAll(changes.tables());
    changes.columns().forEach(each -> mentionedTables.add(each.table()));
    columns.addAll(changes.columns());
  }

  private Time time(DataCheck check) {
    if (empty.contains(check.table())) {
      return Time.NEVER;
    }
    return mayChange(check.reads()) ? Time.AT_ITS_TURN : Time.UP_FRONT;
  }

  private boolean mayChange(DataScope reads) {
    return everything
        || reads.everything() && !mentionedTables.isEmpty()
        || reads.tables().stream().anyMatch(mentionedTables::contains)
        || reads.columns().stream()
            .anyMatch(each -> columns.contains(each) || wholeTables.contains(each.table()));
  }
}
