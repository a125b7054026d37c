package dev.kizaki.engine.adopt;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.NameCollision;
import dev.kizaki.engine.shape.NameTable;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The shape as the schema says it. A schema leaves the names of keys, indexes and so on open, which
 * agrees with whatever name there is. It states a name only where several elements would have the
 * same derived one, or would be equal.
 */
final class FewestNames {
  private final Set<SchemaElement> stated;

  private FewestNames(Set<SchemaElement> stated) {
    this.stated = stated;
  }

  /**
   * The shape with as few names as possible.
   *
   * @param shape with the names that the database has
   */
  static Shape of(Shape shape) {
    Set<SchemaElement> stated = new HashSet<>();
    while (true) {
      FewestNames names = new FewestNames(stated);
      Shape open =
          Shape.of(
                  shape.systemEntities(),
                  shape.enums(),
                  shape.sequences(),
                  shape.entities().stream().map(names::open).toList())
              .withObjects(shape.objects());
      Set<SchemaElement> colliding =
          NameTable.collisions(open, DatabaseNames.CURRENT).stream()
              .filter(NameCollision.Shared.class::isInstance)
              .flatMap(each -> ((NameCollision.Shared) each).parts().stream())
              .collect(Collectors.toSet());
      if (!stated.addAll(colliding)) {
        return open;
      }
    }
  }

  private Entity open(Entity entity) {
    return entity
        .withFields(entity.fields().stream().map(each -> open(entity, each)).toList())
        .withKey(
            entity
                .key()
                .map(
                    key ->
                        stated.contains(SchemaElement.key(entity.name()))
                            ? key
                            : key.withNamed(Optional.empty())))
        .withUniques(open(entity, entity.uniques()))
        .withIndexes(open(entity, entity.indexes()))
        .withReferences(entity.references().stream().map(each -> open(entity, each)).toList())
        .withChecks(
            entity.checks().stream()
                .map(
                    check ->
                        stated.contains(SchemaElement.check(entity.name(), check))
                            ? check
                            : check.withNamed(Optional.empty()))
                .toList());
  }

  private Field open(Entity entity, Field field) {
    Field opened = field;
    if (!stated.contains(SchemaElement.foreignKey(entity.name(), field.name()))) {
      opened = RecordedNames.withForeignKey(opened, Optional.empty());
    }
    return stated.contains(new SchemaElement.OwnedSequenceElement(entity.name(), field.name()))
        ? opened
        : RecordedNames.withSequence(opened, Optional.empty());
  }

  /** Of equal groups, one leaves its name open: that with the derived name, or else the first. */
  private <G extends FieldGroup> List<G> open(Entity entity, List<G> groups) {
    List<G> opened = new ArrayList<>();
    Set<FieldGroup> seen = new HashSet<>();
    groups.stream()
        .filter(each -> each.named().isEmpty())
        .forEach(
            each -> {
              seen.add(each);
              opened.add(each);
            });
    for (G each : groups) {
      if (each.named().isEmpty()) {
        continue;
      }
      @SuppressWarnings("unchecked")
      G plain = (G) each.withNamed(Optional.empty());
      boolean states = stated.contains(plain.element(entity.name()));
      opened.add(!states && seen.add(plain) ? plain : each);
    }
    return opened;
  }

  private EntityReference open(Entity entity, EntityReference reference) {
    EntityReference plain = reference.withOptions(reference.options().withNamed(Optional.empty()));
    return stated.contains(plain.element(entity.name()))
            || stated.contains(reference.element(entity.name()))
        ? reference
        : plain;
  }
}
