package dev.kizaki.engine.sql;

import java.util.Objects;
import java.util.Set;

/**
 * How a command can alter the results of data checks.
 *
 * @param changes the data whose rows, values or names it may change
 * @param creates the tables that it creates, which have no rows yet
 */
public record DataEffect(DataScope changes, Set<TableName> creates) {
  public static final DataEffect NONE = new DataEffect(DataScope.NOTHING, Set.of());

  /** The effect is unknown, so anything may change. */
  public static final DataEffect ANY = new DataEffect(DataScope.EVERYTHING, Set.of());

  public DataEffect {
    Objects.requireNonNull(changes, "changes");
    creates = Set.copyOf(creates);
  }

  public static DataEffect of(DataScope changes) {
    return new DataEffect(changes, Set.of());
  }

  public static DataEffect creating(TableName table) {
    return new DataEffect(DataScope.ofTables(table), Set.of(table));
  }
}
