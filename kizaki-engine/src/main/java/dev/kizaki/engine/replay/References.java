package dev.kizaki.engine.replay;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ReferenceTypes;
import dev.kizaki.engine.shape.ShapeView;
import java.util.List;
import java.util.Optional;

/** Checks what a reference may refer to. */
final class References {
  private References() {}

  /** Whether the field is not a reference, or refers to a key or a unique field that exists. */
  static boolean isSound(ShapeView shape, Field field) {
    return field.reference().map(reference -> isSound(shape, reference)).orElse(true);
  }

  /**
   * What is wrong with a reference in the body of an entity: its target is no key or unique, or the
   * types do not fit.
   */
  static Optional<String> problem(ShapeView shape, Entity entity, EntityReference reference) {
    if (!isReferable(shape, reference.target(), reference.targetFields())) {
      return Optional.of(
          "%s(%s) refers to what is neither a key nor a unique"
              .formatted(entity.name(), reference.endsText()));
    }
    for (int i = 0; i < reference.fields().size(); i++) {
      String from = reference.fields().get(i);
      String to = reference.targetFields().get(i);
      Optional<FieldType> type = columnType(shape, entity, from);
      Optional<FieldType> targetType =
          shape.columnType(new FieldType.Reference(reference.target(), to));
      if (type.isPresent()
          && targetType.isPresent()
          && !ReferenceTypes.canRefer(type.get(), targetType.get())) {
        return Optional.of(
            "%s.%s (%s) cannot refer to %s.%s (%s)"
                .formatted(
                    entity.name(),
                    from,
                    type.get().text(),
                    reference.target(),
                    to,
                    targetType.get().text()));
      }
    }
    return Optional.empty();
  }

  private static Optional<FieldType> columnType(ShapeView shape, Entity entity, String field) {
    return entity.field(field).map(Field::type).flatMap(shape::columnType);
  }

  static boolean isSound(ShapeView shape, FieldType.Reference to) {
    return isReferable(shape, to.entity(), List.of(to.field()));
  }

  /** Whether the fields are a key or a unique, or what an external table declares. */
  private static boolean isReferable(ShapeView shape, String target, List<String> fields) {
    return shape.systemEntity(target).filter(found -> found.isReferable(fields)).isPresent()
        || shape.entity(target).filter(found -> found.isReferable(fields)).isPresent();
  }
}
