package dev.kizaki.engine.sql;

import java.util.Objects;
import java.util.Set;

/**
 * What a command does to the answers of questions that are asked about rows.
 *
 * @param changes whose rows, values or names may be others after it
 * @param creates the tables it makes, which have no rows yet
 */
public record Effect(Scope changes, Set<TableName> creates) {
  public static final Effect NONE = new Effect(Scope.NOTHING, Set.of());

  /** Nobody knows. */
  public static final Effect ANY = new Effect(Scope.EVERYTHING, Set.of());

  public Effect {
    Objects.requireNonNull(changes, "changes");
    creates = Set.copyOf(creates);
  }

  public static Effect of(Scope changes) {
    return new Effect(changes, Set.of());
  }

  public static Effect creating(TableName table) {
    return new Effect(Scope.ofTables(table), Set.of(table));
  }
}
