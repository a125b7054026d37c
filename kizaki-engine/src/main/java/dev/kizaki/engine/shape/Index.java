package dev.kizaki.engine.shape;

import java.util.List;

/** An index over fields. */
public record Index(List<String> fields) implements FieldGroup {
  public Index {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("no fields");
    }
  }
}
