package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A key, a unique or an index: fields of one entity whose order matters. */
public sealed interface FieldGroup permits Key, Unique, Index {
  /** The kinds of groups. */
  enum Kind {
    KEY,
    UNIQUE,
    INDEX
  }

  Kind kind();

  List<String> fields();

  /** Returns the group as an element of the entity. */
  SchemaElement element(String entity);

  /** Returns the fields as elements of the entity. */
  default Set<NamedElement> fieldElements(String entity) {
    return fields().stream()
        .map(field -> SchemaElement.field(entity, field))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the group starts with this field. Then its index can find rows by this field alone. */
  default boolean startsWith(String field) {
    return fields().get(0).equals(field);
  }

  /** Returns {@code [a, b]}, as plans and schemas write it. */
  default String text() {
    return "[" + String.join(", ", fields()) + "]";
  }
}
