package dev.kizaki.engine.planner;

import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.planner.StatementDependencies.DatabaseName;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The renames of keys, uniques, indexes, foreign keys and sequences, in an order in which each new
 * name is free when it is needed. Those that exchange names are renamed by way of a temporary name.
 */
final class DependentRenames {
  private static final String TEMPORARY = "temporary";
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

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
    for (Difference difference : differences) {
      if (difference instanceof Difference.FieldDropped dropped) {
        renames.giveWay(dropped.entity().name(), dropped.field().name());
      }
    }
    return renames.ordered;
  }

  /**
   * A field is replaced by a new one, and its unique or index by one of the same name. As long as
   * references lead to the old field, it cannot be dropped; they change to the new one after that
   * was added. So the name is given up before.
   */
  private void giveWay(String entity, String field) {
    Entity was = before.entity(entity).orElseThrow();
    Entity now = after.entity(entity).orElseThrow();
    Set<String> replacing =
        before
            .referrers(entity, field)
            .flatMap(each -> after.field(each.entity().name(), each.field().name()).stream())
            .flatMap(each -> each.reference().stream())
            .filter(to -> to.entity().equals(entity) && was.field(to.field()).isEmpty())
            .map(FieldType.Reference::field)
            .collect(Collectors.toSet());
    if (replacing.isEmpty()) {
      return;
    }
    Set<String> taken =
        now.groups()
            .filter(group -> group.fields().size() == 1 && replacing.containsAll(group.fields()))
            .map(group -> NAMES.group(now, group))
            .collect(Collectors.toSet());
    was.groups()
        .filter(group -> group.goesWith(field) && taken.contains(NAMES.group(was, group)))
        .filter(group -> !(group instanceof Key)) // It has a statement of its own.
        .map(group -> renamed(was, group))
        .forEach(ordered::add);
  }

  private RenameDependent renamed(Entity entity, FieldGroup group) {
    return new RenameDependent(
        group.withNamed(Optional.empty()).element(entity.name()),
        NAMES.group(entity, group),
        temporary());
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
