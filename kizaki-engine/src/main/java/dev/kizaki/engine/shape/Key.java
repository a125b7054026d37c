package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The primary key of an entity.
 *
 * @param named see {@link FieldGroup#named}
 */
public record Key(List<String> fields, Optional<String> named) implements FieldGroup {
  public Key {
    fields = List.copyOf(fields);
    Objects.requireNonNull(named, "named");
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("no fields");
    }
  }

  /** A key whose constraint has no recorded name. */
  public Key(List<String> fields) {
    this(fields, Optional.empty());
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
    return new Key(fields.stream().map(newName).toList(), named);
  }

  @Override
  public Key withNamed(Optional<String> newNamed) {
    return new Key(fields, newNamed);
  }

  @Override
  public SchemaElement element(String entity) {
    return new SchemaElement.KeyElement(entity);
  }
}
