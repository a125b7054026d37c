package dev.kizaki.engine.shape;

import java.util.List;

/** Fields whose combination of values is different in each row. */
public record Unique(List<String> fields) implements FieldGroup {
  public Unique {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("no fields");
    }
  }

  @Override
  public Kind kind() {
    return Kind.UNIQUE;
  }

  @Override
  public SchemaElement element(String entity) {
    return new SchemaElement.UniqueElement(entity, fields);
  }
}
