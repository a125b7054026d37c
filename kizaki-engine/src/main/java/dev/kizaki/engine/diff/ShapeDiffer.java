package dev.kizaki.engine.diff;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares two shapes by name. A renamed thing is one dropped and one added here: what was meant is
 * not a fact. Field order is presentation and never a difference; a system entity that nothing
 * refers to any more stays, and is none either.
 */
public final class ShapeDiffer {
  private final List<Difference> found = new ArrayList<>();

  private ShapeDiffer() {}

  /** The differences: system entities, enums, entities, each by name. Linear in the shapes. */
  public static List<Difference> compare(Shape before, Shape after) {
    ShapeDiffer differ = new ShapeDiffer();
    differ.systemEntities(before, after);
    differ.enums(before, after);
    differ.entities(before, after);
    return List.copyOf(differ.found);
  }

  /** Whether neither shape has anything that the other lacks, system entities included. */
  public static boolean areSame(Shape one, Shape other) {
    return compare(one, other).isEmpty() && compare(other, one).isEmpty();
  }

  private void systemEntities(Shape before, Shape after) {
    after
        .systemEntities()
        .forEach(
            now ->
                before
                    .systemEntity(now.name())
                    .ifPresentOrElse(
                        was -> {
                          if (!was.equals(now)) {
                            found.add(new Difference.SystemEntityMoved(was, now));
                          }
                        },
                        () -> found.add(new Difference.SystemEntityAdded(now))));
  }

  private void enums(Shape before, Shape after) {
    for (EnumType was : before.enums()) {
      if (after.enumType(was.name()).isEmpty()) {
        found.add(new Difference.EnumDropped(was));
      }
    }
    for (EnumType now : after.enums()) {
      before
          .enumType(now.name())
          .ifPresentOrElse(
              was -> {
                if (!was.equals(now)) {
                  found.add(new Difference.EnumValuesChanged(was, now));
                }
              },
              () -> found.add(new Difference.EnumAdded(now)));
    }
  }

  private void entities(Shape before, Shape after) {
    for (Entity was : before.entities()) {
      if (after.entity(was.name()).isEmpty()) {
        found.add(new Difference.EntityDropped(was));
      }
    }
    for (Entity now : after.entities()) {
      before
          .entity(now.name())
          .ifPresentOrElse(
              was -> entity(was, now), () -> found.add(new Difference.EntityAdded(now)));
    }
  }

  private void entity(Entity was, Entity now) {
    if (was.equals(now)) {
      return;
    }
    Map<String, Field> before = byName(was);
    Map<String, Field> after = byName(now);
    before.forEach(
        (name, field) -> {
          if (!after.containsKey(name)) {
            found.add(new Difference.FieldDropped(was, field));
          }
        });
    after.forEach(
        (name, field) -> {
          Field old = before.get(name);
          if (old == null) {
            found.add(new Difference.FieldAdded(now, field));
          } else if (!old.equals(field)) {
            found.add(new Difference.FieldChanged(now, old, field));
          }
        });
    if (!was.key().equals(now.key())) {
      found.add(new Difference.KeyChanged(now, was.key().orElseThrow(), now.key().orElseThrow()));
    }
    missing(was.uniques(), now.uniques(), unique -> new Difference.UniqueDropped(was, unique));
    missing(now.uniques(), was.uniques(), unique -> new Difference.UniqueAdded(now, unique));
    missing(was.indexes(), now.indexes(), index -> new Difference.IndexDropped(was, index));
    missing(now.indexes(), was.indexes(), index -> new Difference.IndexAdded(now, index));
  }

  private <T> void missing(List<T> these, List<T> those, Function<T, Difference> fact) {
    Set<T> there = new HashSet<>(those);
    these.stream().filter(each -> !there.contains(each)).map(fact).forEach(found::add);
  }

  private static Map<String, Field> byName(Entity entity) {
    return entity.fields().stream()
        .collect(
            Collectors.toMap(Field::name, field -> field, (one, other) -> one, LinkedHashMap::new));
  }
}
