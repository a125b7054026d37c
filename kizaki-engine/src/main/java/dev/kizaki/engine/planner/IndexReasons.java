package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Index;
import java.util.List;
import java.util.Optional;

/**
 * Why the index of a reference comes or goes although the schema does not mention it: the reference
 * rule ({@link Entity#needsReferenceIndex}) decides.
 */
final class IndexReasons {
  private IndexReasons() {}

  /** Empty if the schema itself asks for the index. */
  static Optional<String> added(Optional<Entity> after, Index index) {
    return addedForBody(after, index).or(() -> addedForField(after, index));
  }

  /** Why an index comes that a reference in the body of the entity needs. */
  private static Optional<String> addedForBody(Optional<Entity> after, Index index) {
    return ofBody(after, index)
        .filter(reference -> reference.options().indexed())
        .filter(reference -> !isServedOtherwise(after, reference.fields(), index))
        .map(reference -> Comments.servesReference(fields(index)));
  }

  private static Optional<EntityReference> ofBody(Optional<Entity> entity, Index index) {
    return entity.stream()
        .filter(any -> index.equals(new Index(index.fields())))
        .flatMap(of -> of.references().stream())
        .filter(reference -> reference.fields().equals(index.fields()))
        .findFirst();
  }

  private static String fields(Index index) {
    return "[" + String.join(", ", index.fields()) + "]";
  }

  private static boolean isServedOtherwise(
      Optional<Entity> entity, List<String> fields, Index index) {
    return entity.stream()
        .flatMap(Entity::groups)
        .anyMatch(group -> !group.equals(index) && group.leads(fields));
  }

  private static Optional<String> addedForField(Optional<Entity> after, Index index) {
    return reference(after, index)
        .filter(IndexReasons::bringsIndex)
        .filter(field -> !isServedOtherwise(after, field, index))
        .map(field -> Comments.servesReference(field.name()));
  }

  /** Empty if the index is not that of a reference. */
  static Optional<String> dropped(Optional<Entity> before, Optional<Entity> after, Index index) {
    if (ofBody(before, index).isPresent()) {
      return droppedOfBody(after, index);
    }
    if (reference(before, index).isEmpty()) {
      return Optional.empty();
    }
    return reference(after, index)
        .map(
            field ->
                isServedOtherwise(after, field, index)
                    ? Comments.servedOtherwise(field.name())
                    : bringsIndex(field) ? "" : Comments.noIndex(field.name()))
        .or(() -> Optional.of(Comments.noReference(index.fields().get(0))))
        .filter(reason -> !reason.isEmpty());
  }

  private static Optional<String> droppedOfBody(Optional<Entity> after, Index index) {
    return ofBody(after, index)
        .map(
            reference ->
                isServedOtherwise(after, reference.fields(), index)
                    ? Comments.servedOtherwise(fields(index))
                    : reference.options().indexed()
                        ? ""
                        : "%s has noIndex: true".formatted(fields(index)))
        .or(() -> Optional.of(Comments.noReference(fields(index))))
        .filter(reason -> !reason.isEmpty());
  }

  private static Optional<Field> reference(Optional<Entity> entity, Index index) {
    return entity
        .filter(any -> index.isFieldAlone())
        .flatMap(of -> of.field(index.fields().get(0)))
        .filter(field -> field.reference().isPresent());
  }

  private static boolean bringsIndex(Field field) {
    return field.reference().filter(to -> to.options().indexed()).isPresent();
  }

  private static boolean isServedOtherwise(Optional<Entity> entity, Field field, Index index) {
    return entity.stream()
        .flatMap(Entity::groups)
        .anyMatch(group -> !group.hasDefinitionOf(index) && group.startsWith(field.name()));
  }
}
