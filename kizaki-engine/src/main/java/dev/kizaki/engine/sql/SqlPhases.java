package dev.kizaki.engine.sql;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A migration that is applied in two phases.
 *
 * @param expand with the steps of the first phase
 * @param guarded the indexes of the commands of the first phase that are carried out by their
 *     online forms whatever the settings say, from 0
 * @param contract with the steps of the second phase
 * @param views the views that exist between the phases
 * @param twoColumns the indexes of the statements of the plan that rename a field which has two
 *     columns between the phases, from 0
 */
public record SqlPhases(
    SqlMigration expand,
    SortedSet<Integer> guarded,
    SqlMigration contract,
    List<CompatibilityView> views,
    SortedSet<Integer> twoColumns) {
  public SqlPhases {
    Objects.requireNonNull(expand, "expand");
    guarded = Collections.unmodifiableSortedSet(new TreeSet<>(guarded));
    Objects.requireNonNull(contract, "contract");
    views = List.copyOf(views);
    twoColumns = Collections.unmodifiableSortedSet(new TreeSet<>(twoColumns));
  }

  /**
   * With other steps in the first phase.
   *
   * @param other without some of the steps, but not without a guarded one
   */
  public SqlPhases withExpand(SqlMigration other) {
    Map<SqlStep, Integer> places = new IdentityHashMap<>();
    for (int i = 0; i < other.steps().size(); i++) {
      places.put(other.steps().get(i), i);
    }
    SortedSet<Integer> moved = new TreeSet<>();
    guarded.forEach(each -> moved.add(places.get(expand.steps().get(each))));
    return new SqlPhases(other, moved, contract, views, twoColumns);
  }
}
