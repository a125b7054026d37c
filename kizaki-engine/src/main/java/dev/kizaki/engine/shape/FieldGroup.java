package dev.kizaki.engine.shape;

import java.util.List;

/** Fields of one entity, in an order that matters: a key, a unique or an index. */
public sealed interface FieldGroup permits Key, Unique, Index {
  List<String> fields();

  /** Whether the group's columns can serve a look-up by this field alone. */
  default boolean startsWith(String field) {
    return fields().get(0).equals(field);
  }

  /** {@code [a, b]}, as plans and schemas write it. */
  default String text() {
    return "[" + String.join(", ", fields()) + "]";
  }
}
