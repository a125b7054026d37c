package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Fields whose combination of values is different in each row.
 *
 * @param nullsNotDistinct whether nulls are equal too
 * @param include fields whose values its index stores without searching by them
 * @param named see {@link FieldGroup#named}
 */
public record Unique(
    List<String> fields, boolean nullsNotDistinct, List<String> include, Optional<String> named)
    implements FieldGroup {
  public Unique {
    fields = List.copyOf(fields);
    include = List.copyOf(include);
    Objects.requireNonNull(named, "named");
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("no fields");
    }
  }

  /** A unique whose constraint has no recorded name. */
  public Unique(List<String> fields, boolean nullsNotDistinct, List<String> include) {
    this(fields, nullsNotDistinct, include, Optional.empty());
  }

  /** A unique over these fields without any option. */
  public Unique(List<String> fields) {
    this(fields, false, List.of());
  }

  @Override
  public Kind kind() {
    return Kind.UNIQUE;
  }

  @Override
  public boolean isUnique() {
    return true;
  }

  @Override
  public Unique renamed(UnaryOperator<String> newName) {
    return new Unique(
        fields.stream().map(newName).toList(),
        nullsNotDistinct,
        include.stream().map(newName).toList(),
        named);
  }

  @Override
  public Unique withNamed(Optional<String> newNamed) {
    return new Unique(fields, nullsNotDistinct, include, newNamed);
  }

  @Override
  public SchemaElement element(String entity) {
    return new SchemaElement.UniqueElement(entity, this);
  }
}
