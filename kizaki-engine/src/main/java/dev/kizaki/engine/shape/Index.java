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

  @Override
  public Kind kind() {
    return Kind.INDEX;
  }

  @Override
  public SchemaElement element(String entity) {
    return new SchemaElement.IndexElement(entity, fields);
  }
}
