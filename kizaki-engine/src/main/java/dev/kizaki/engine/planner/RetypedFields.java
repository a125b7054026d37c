package dev.kizaki.engine.planner;

import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Shape;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The fields whose columns have other types in two shapes, also because they refer to such ones.
 */
record RetypedFields(Shape before, Shape after) {
  /**
   * Whether the field gets another type. A field that refers to a retyped one has another type for
   * some statements at least, also if it refers to another field in the end.
   */
  boolean contains(String entity, String field) {
    Set<String> seen = new HashSet<>();
    Optional<FieldType> at = Optional.of(new FieldType.Reference(entity, field));
    while (at.orElse(null) instanceof FieldType.Reference to
        && seen.add(to.entity() + "." + to.field())) {
      Optional<FieldType> was = type(before, to.entity(), to.field());
      Optional<FieldType> is = type(after, to.entity(), to.field());
      if (was.isPresent() && is.isPresent() && !was.equals(is)) {
        return true;
      }
      at = before.field(to.entity(), to.field()).map(Field::type);
    }
    return false;
  }

  private static Optional<FieldType> type(Shape shape, String entity, String field) {
    return shape.field(entity, field).flatMap(found -> shape.columnType(found.type()));
  }
}
