package dev.kizaki.engine.planner;

import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.PlanLine;
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

  /** Nothing has a name in one of them when a temporary name is taken. */
  private final List<Shape> shapes;

  private final List<RenameInDatabase> ordered = new ArrayList<>();

  private RenamesInDatabase(List<Shape> shapes) {
    this.shapes = shapes;
  }

  static List<RenameInDatabase> between(Shape before, Shape after) {
    List<RenameInDatabase> found = new ArrayList<>();
    for (Difference difference : ShapeDiffer.compare(before, after)) {
      if (difference instanceof Difference.NameInDatabaseChanged changed) {
        found.add(new RenameInDatabase(changed.element(), changed.before(), changed.after()));
      }
    }
    return ordered(found, List.of(before, after));
  }

  private static List<RenameInDatabase> ordered(List<RenameInDatabase> found, List<Shape> shapes) {
    RenamesInDatabase renames = new RenamesInDatabase(shapes);
    // Tables, types and sequences share a namespace. Each table has one for its columns, and each
    // enum has one for its labels.
    Map<String, Map<String, RenameInDatabase>> byNamespace = new LinkedHashMap<>();
    for (RenameInDatabase each : found) {
      byNamespace
          .computeIfAbsent(each.element().owner(), any -> new LinkedHashMap<>())
          .put(each.from(), each);
    }
    byNamespace.values().forEach(renames::order);
    return renames.ordered;
  }

  /**
   * One side of a choice, with a temporary name where its renames exchange names. Some of them were
   * found without the others, which only this side has.
   *
   * @param shape what exists before the side
   */
  static List<PlanLine> exchanged(List<PlanLine> side, Shape shape) {
    Map<NamedElement, RenameInDatabase> net = new LinkedHashMap<>();
    List<PlanLine> others = new ArrayList<>();
    for (PlanLine line : side) {
      if (line.item() instanceof RenameInDatabase rename) {
        net.merge(
            rename.element(),
            rename,
            (one, next) -> new RenameInDatabase(one.element(), one.from(), next.to()));
      } else {
        others.add(line);
      }
    }
    List<RenameInDatabase> ordered = ordered(List.copyOf(net.values()), List.of(shape));
    if (ordered.size() <= side.size() - others.size()) {
      return side;
    }
    ordered.forEach(each -> others.add(PlanLine.of(each)));
    return others;
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
    for (Shape shape : shapes) {
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
