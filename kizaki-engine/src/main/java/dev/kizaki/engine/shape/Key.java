package dev.kizaki.engine.shape;

import java.util.List;
import java.util.function.UnaryOperator;

/** The primary key of an entity. */
public record Key(List<String> fields) implements FieldGroup {
  public Key {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("no fields");
    }
  }

  @Override
  public Kind kind() {
    return Kind.KEY;
  }

  @Override
  public boolean isUnique() {
    return true;
  }

  @Override
  public Key renamed(UnaryOperator<String> newName) {
    return new Key(fields.stream().map(newName).toList());
  }

  @Override
  public SchemaElement element(String entity) {
    return new SchemaElement.KeyElement(entity);
  }
}
