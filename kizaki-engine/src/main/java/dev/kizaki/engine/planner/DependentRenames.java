package dev.kizaki.engine.planner;

import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.planner.StatementDependencies.DatabaseName;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The renames of keys, uniques, indexes, foreign keys and sequences, in an order in which each new
 * name is free when it is needed. Those that exchange names are renamed by way of a temporary name.
 */
final class DependentRenames {
  private static final String TEMPORARY = "temporary";

  private final Shape before;
  private final Shape after;
  private final Set<String> used = new HashSet<>();
  private final List<RenameDependent> ordered = new ArrayList<>();

  private DependentRenames(Shape before, Shape after) {
    this.before = before;
    this.after = after;
  }

  static List<RenameDependent> of(List<Difference> differences, Shape before, Shape after) {
    Map<DatabaseName, RenameDependent> pending = new LinkedHashMap<>();
    for (Difference difference : differences) {
      if (difference instanceof Difference.DependentRenamed renamed) {
        pending.put(
            NamesInDatabase.ofDependent(renamed.element(), renamed.before()),
            new RenameDependent(renamed.element(), renamed.before(), renamed.after()));
      }
    }
    DependentRenames renames = new DependentRenames(before, after);
    renames.order(pending);
    for (ReplacedNames.Name each : ReplacedNames.of(differences, before, after)) {
      renames.ordered.add(new RenameDependent(each.element(), each.name(), renames.temporary()));
    }
    return renames.ordered;
  }

  private void order(Map<DatabaseName, RenameDependent> pending) {
    while (!pending.isEmpty()) {
      Optional<RenameDependent> free =
          pending.values().stream()
              .filter(
                  each ->
                      !pending.containsKey(NamesInDatabase.ofDependent(each.element(), each.to())))
              .findFirst();
      RenameDependent next = free.orElseGet(() -> pending.values().iterator().next());
      pending.remove(NamesInDatabase.ofDependent(next.element(), next.from()));
      if (free.isPresent()) {
        ordered.add(next);
      } else {
        String temporary = temporary();
        ordered.add(new RenameDependent(next.element(), next.from(), temporary));
        pending.put(
            NamesInDatabase.ofDependent(next.element(), temporary),
            new RenameDependent(next.element(), temporary, next.to()));
      }
    }
  }

  /** A name that nothing in the database has. */
  private String temporary() {
    if (used.isEmpty()) {
      use(before);
      use(after);
    }
    String temporary = TEMPORARY;
    for (int i = 2; !used.add(temporary); i++) {
      temporary = TEMPORARY + i;
    }
    return temporary;
  }

  private void use(Shape shape) {
    shape
        .entities()
        .forEach(entity -> NamesInDatabase.ofEntity(entity).forEach(each -> used.add(each.name())));
    shape.enums().forEach(each -> used.add(NamesInDatabase.ofEnum(each).name()));
  }
}
