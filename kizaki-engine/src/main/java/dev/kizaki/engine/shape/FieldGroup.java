package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Fields of one entity, in an order that matters: a key, a unique or an index. */
public sealed interface FieldGroup permits Key, Unique, Index {
  /** What a group is. */
  enum Kind {
    KEY,
    UNIQUE,
    INDEX
  }

  Kind kind();

  List<String> fields();

  /** The group of an entity, by its name. */
  SchemaElement element(String entity);

  /** The fields as elements of an entity. */
  default Set<NamedElement> fieldElements(String entity) {
    return fields().stream()
        .map(field -> SchemaElement.field(entity, field))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the group's columns can serve a look-up by this field alone. */
  default boolean startsWith(String field) {
    return fields().get(0).equals(field);
  }

  /** {@code [a, b]}, as plans and schemas write it. */
  default String text() {
    return "[" + String.join(", ", fields()) + "]";
  }
}
