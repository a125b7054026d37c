package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A foreign key of an entity's table: that of a field whose type is a reference, or that of a
 * reference in the body of the entity.
 *
 * @param entity the entity that refers
 * @param fields the fields that refer, in order
 * @param target the entity that they refer to, which may be a system entity
 * @param targetFields the fields that they refer to, in the same order
 * @param declared the reference in the body of the entity; empty for that of a field
 */
public record ForeignKey(
    Entity entity,
    List<String> fields,
    String target,
    List<String> targetFields,
    ReferenceOptions options,
    Optional<EntityReference> declared) {
  public ForeignKey {
    fields = List.copyOf(fields);
    targetFields = List.copyOf(targetFields);
  }

  /** The foreign key of a field, if its type is a reference. */
  public static Optional<ForeignKey> of(Entity entity, Field field) {
    return field
        .reference()
        .map(
            to ->
                new ForeignKey(
                    entity,
                    List.of(field.name()),
                    to.entity(),
                    List.of(to.field()),
                    to.options(),
                    Optional.empty()));
  }

  /** The foreign key of a reference in the body of the entity. */
  public static ForeignKey of(Entity entity, EntityReference reference) {
    return new ForeignKey(
        entity,
        reference.fields(),
        reference.target(),
        reference.targetFields(),
        reference.options(),
        Optional.of(reference));
  }

  /** All foreign keys of the entity. */
  public static Stream<ForeignKey> of(Entity entity) {
    return Stream.concat(
        entity.fields().stream().flatMap(field -> of(entity, field).stream()),
        entity.references().stream().map(reference -> of(entity, reference)));
  }

  /** The element that is said to refer: the field, or the reference in the body. */
  public SchemaElement element() {
    return declared
        .map(reference -> reference.element(entity.name()))
        .orElseGet(() -> SchemaElement.field(entity.name(), fields.get(0)));
  }

  /** {@code Task.ownerId}, {@code Order([tenantId, customerId])}. */
  public String path() {
    return declared.isPresent()
        ? "%s([%s])".formatted(entity.name(), String.join(", ", fields))
        : entity.name() + "." + fields.get(0);
  }

  /** Whether an index of its entity finds the rows that refer to a row. */
  public boolean isIndexed() {
    return entity.groups().anyMatch(group -> group.leads(fields));
  }
}
