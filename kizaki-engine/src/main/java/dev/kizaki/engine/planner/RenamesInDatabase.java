package dev.kizaki.engine.planner;

import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The renames in the database of elements that both shapes have, in an order in which each new name
 * is free when it is needed. Elements that exchange names are renamed by way of a temporary name.
 */
final class RenamesInDatabase {
  private static final String TEMPORARY = "temporary";
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final Shape before;
  private final Shape after;
  private final List<RenameInDatabase> ordered = new ArrayList<>();

  private RenamesInDatabase(Shape before, Shape after) {
    this.before = before;
    this.after = after;
  }

  static List<RenameInDatabase> between(Shape before, Shape after) {
    RenamesInDatabase renames = new RenamesInDatabase(before, after);
    // Tables, types and sequences share a namespace. Each table has one for its columns, and each
    // enum has one
    // for its labels.
    Map<String, Map<String, RenameInDatabase>> byNamespace = new LinkedHashMap<>();
    for (Difference difference : ShapeDiffer.compare(before, after)) {
      if (difference instanceof Difference.NameInDatabaseChanged changed) {
        byNamespace
            .computeIfAbsent(changed.element().owner(), any -> new LinkedHashMap<>())
            .put(
                changed.before(),
                new RenameInDatabase(changed.element(), changed.before(), changed.after()));
      }
    }
    byNamespace.values().forEach(renames::order);
    return renames.ordered;
  }

  private void order(Map<String, RenameInDatabase> pending) {
    while (!pending.isEmpty()) {
      Optional<RenameInDatabase> free =
          pending.values().stream().filter(each -> !pending.containsKey(each.to())).findFirst();
      RenameInDatabase next = free.orElseGet(() -> pending.values().iterator().next());
      pending.remove(next.from());
      if (free.isPresent()) {
        ordered.add(next);
      } else {
        String temporary = temporary(next.element(), pending.keySet());
        ordered.add(new RenameInDatabase(next.element(), next.from(), temporary));
        pending.put(temporary, new RenameInDatabase(next.element(), temporary, next.to()));
      }
    }
  }

  /** A name that nothing of the element's namespace has, before or after the migration. */
  private String temporary(NamedElement element, Set<String> pending) {
    Set<String> used = new HashSet<>(pending);
    for (Shape shape : List.of(before, after)) {
      used.addAll(namespace(shape, element));
    }
    String temporary = TEMPORARY;
    for (int i = 2; used.contains(temporary); i++) {
      temporary = TEMPORARY + i;
    }
    return temporary;
  }

  private static List<String> namespace(Shape shape, NamedElement element) {
    String owner = element.owner();
    return switch (element.kind()) {
      case ENTITY, ENUM, SEQUENCE ->
          Stream.of(
                  shape.entities().stream().map(NAMES::table),
                  shape.enums().stream().map(NAMES::enumType),
                  shape.sequences().stream().map(NAMES::sequence))
              .flatMap(names -> names)
              .toList();
      case OBJECT -> List.of();
      case FIELD -> shape.entity(owner).orElseThrow().fields().stream().map(NAMES::column).toList();
      case VALUE -> shape.enumType(owner).orElseThrow().allLabels();
    };
  }
}
