package dev.kizaki.engine.sql;

import java.util.Objects;
import java.util.Set;

/**
 * What a command does to the answers of questions that are asked about rows.
 *
 * @param changes whose rows, values or names may be others after it
 * @param creates the tables it makes, which have no rows yet
 */
public record DataEffect(DataScope changes, Set<TableName> creates) {
  public static final DataEffect NONE = new DataEffect(DataScope.NOTHING, Set.of());

  /** Nobody knows. */
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
