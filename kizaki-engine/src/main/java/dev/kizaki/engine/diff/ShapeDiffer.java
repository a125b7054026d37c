package dev.kizaki.engine.diff;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares two shapes by name. A renamed element is reported as one dropped and one added element,
 * because the comparison cannot see the intent. The order of fields is presentation and never a
 * difference. A system entity that is no longer referred to remains and is not a difference either.
 */
public final class ShapeDiffer {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final List<Difference> found = new ArrayList<>();

  private ShapeDiffer() {}

  /**
   * Returns the differences in the order system entities, enums, sequences, entities, objects, each
   * by name. The time is linear in the size of the shapes.
   */
  public static List<Difference> compare(Shape before, Shape after) {
    ShapeDiffer differ = new ShapeDiffer();
    differ.systemEntities(before, after);
    differ.enums(before, after);
    differ.sequences(before, after);
    differ.entities(before, after);
    differ.objects(before, after);
    return List.copyOf(differ.found);
  }

  /** Whether the shapes are equal, including their system entities. */
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
                names(SchemaElement.enumType(now.name()), NAMES.enumType(was), NAMES.enumType(now));
                now.values().stream()
                    .filter(Set.copyOf(was.values())::contains)
                    .forEach(
                        value ->
                            names(
                                SchemaElement.value(now.name(), value),
                                was.label(value),
                                now.label(value)));
                if (!was.values().equals(now.values())) {
                  found.add(new Difference.EnumValuesChanged(was, now));
                }
              },
              () -> found.add(new Difference.EnumAdded(now)));
    }
  }

  private void sequences(Shape before, Shape after) {
    for (DeclaredSequence was : before.sequences()) {
      if (after.sequence(was.name()).isEmpty()) {
        found.add(new Difference.SequenceDropped(was));
      }
    }
    for (DeclaredSequence now : after.sequences()) {
      before
          .sequence(now.name())
          .ifPresentOrElse(
              was -> {
                names(SchemaElement.sequence(now.name()), NAMES.sequence(was), NAMES.sequence(now));
                if (!was.options().equals(now.options())) {
                  found.add(new Difference.SequenceChanged(was, now));
                }
              },
              () -> found.add(new Difference.SequenceAdded(now)));
    }
  }

  private void objects(Shape before, Shape after) {
    for (SqlObject was : before.objects()) {
      if (after.object(was.name()).isEmpty()) {
        found.add(new Difference.ObjectDropped(was));
      }
    }
    for (SqlObject now : after.objects()) {
      before
          .object(now.name())
          .ifPresentOrElse(
              was -> {
                if (!was.equals(now)) {
                  found.add(new Difference.ObjectChanged(was, now));
                }
              },
              () -> found.add(new Difference.ObjectAdded(now)));
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
    names(SchemaElement.entity(now.name()), NAMES.table(was), NAMES.table(now));
    Map<String, Field> old = byName(was);
    Map<String, Field> current = byName(now);
    old.forEach(
        (name, field) -> {
          if (!current.containsKey(name)) {
            found.add(new Difference.FieldDropped(was, field));
          }
        });
    current.forEach(
        (name, field) -> {
          Field earlier = old.get(name);
          if (earlier == null) {
            found.add(new Difference.FieldAdded(now, field));
          } else if (!earlier.equals(field)) {
            names(
                SchemaElement.field(now.name(), name), NAMES.column(earlier), NAMES.column(field));
            Field before = RecordedNames.open(earlier);
            Field after = RecordedNames.changed(earlier, field);
            if (!before.withColumn(field.column()).equals(after)) {
              found.add(new Difference.FieldChanged(now, before, after));
            }
          }
        });
    DependentNames dependents = DependentNames.between(was, now);
    found.addAll(dependents.renamed());
    if (dependents.keyChanged()) {
      found.add(new Difference.KeyChanged(now, was.key(), now.key()));
    }
    dependents.uniques().forEach(each -> found.add(new Difference.UniqueDropped(was, each)));
    dependents.newUniques().forEach(each -> found.add(new Difference.UniqueAdded(now, each)));
    dependents.indexes().forEach(each -> found.add(new Difference.IndexDropped(was, each)));
    dependents.newIndexes().forEach(each -> found.add(new Difference.IndexAdded(now, each)));
    found.addAll(CheckDiffer.compare(was, now));
    references(was, now);
  }

  private void references(Entity was, Entity now) {
    for (EntityReference old : was.references()) {
      Optional<EntityReference> same = withEndsOf(old, now);
      if (same.isEmpty()) {
        found.add(new Difference.ReferenceDropped(was, old));
      } else if (!RecordedNames.open(same.get()).equals(RecordedNames.open(old))) {
        found.add(new Difference.ReferenceChanged(now, old, same.get()));
      }
    }
    now.references().stream()
        .filter(added -> withEndsOf(added, was).isEmpty())
        .forEach(added -> found.add(new Difference.ReferenceAdded(now, added)));
  }

  private static Optional<EntityReference> withEndsOf(EntityReference reference, Entity entity) {
    return entity.references().stream().filter(reference::hasEndsOf).findFirst();
  }

  private void names(NamedElement element, String before, String after) {
    if (!before.equals(after)) {
      found.add(new Difference.NameInDatabaseChanged(element, before, after));
    }
  }

  private static Map<String, Field> byName(Entity entity) {
    Map<String, Field> fields = new LinkedHashMap<>();
    entity.fields().forEach(field -> fields.put(field.name(), field));
    return fields;
  }
}
