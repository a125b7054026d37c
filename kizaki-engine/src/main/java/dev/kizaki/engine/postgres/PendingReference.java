package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.ShapeView;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The names by which a reference is found, while it has no constraint. That of a field is found by
 * the field alone, because its target may change meanwhile.
 *
 * @param target the entity that a reference in the body of an entity leads to; empty for a field
 */
record PendingReference(
    String entity, List<String> fields, Optional<String> target, List<String> targetFields) {

  static PendingReference ofField(String entity, String field) {
    return new PendingReference(entity, List.of(field), Optional.empty(), List.of());
  }

  static PendingReference of(String entity, EntityReference reference) {
    return new PendingReference(
        entity, reference.fields(), Optional.of(reference.target()), reference.targetFields());
  }

  static PendingReference of(ForeignKey key) {
    return key.declared()
        .map(reference -> of(key.entity().name(), reference))
        .orElseGet(() -> ofField(key.entity().name(), key.fields().get(0)));
  }

  /** The foreign key as the shape has it. */
  ForeignKey in(ShapeView shape) {
    Entity owner = shape.entity(entity).orElseThrow();
    return target.isEmpty()
        ? ForeignKey.of(owner, owner.field(fields.get(0)).orElseThrow()).orElseThrow()
        : owner.references().stream()
            .filter(reference -> of(entity, reference).equals(this))
            .map(reference -> ForeignKey.of(owner, reference))
            .findFirst()
            .orElseThrow();
  }

  /** Returns the names after a rename of an entity. */
  PendingReference withEntity(String from, String to) {
    UnaryOperator<String> newName = name -> name.equals(from) ? to : name;
    return new PendingReference(newName.apply(entity), fields, target.map(newName), targetFields);
  }

  /** Returns the names after a rename of a field. */
  PendingReference withField(String owner, String from, String to) {
    UnaryOperator<String> newName = name -> name.equals(from) ? to : name;
    return new PendingReference(
        entity,
        entity.equals(owner) ? fields.stream().map(newName).toList() : fields,
        target,
        target.filter(owner::equals).isPresent()
            ? targetFields.stream().map(newName).toList()
            : targetFields);
  }
}
