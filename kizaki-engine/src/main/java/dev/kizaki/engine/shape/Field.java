package dev.kizaki.engine.shape;

import java.util.Objects;
import java.util.Optional;

/** A field of an entity. */
public record Field(
    String name, FieldType type, boolean nullable, Optional<DefaultValue> defaultValue) {
  public Field {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(defaultValue, "defaultValue");
  }

  public Field withName(String newName) {
    return new Field(newName, type, nullable, defaultValue);
  }

  public Field withType(FieldType newType) {
    return new Field(name, newType, nullable, defaultValue);
  }

  public Field withDefault(Optional<DefaultValue> newDefault) {
    return new Field(name, type, nullable, newDefault);
  }

  /** Whether the column is an identity column. */
  public boolean isIdentity() {
    return defaultValue.filter(DefaultValue.Function.AUTOINCREMENT::equals).isPresent();
  }

  /** The reference, if the field is one. */
  public Optional<FieldType.Reference> reference() {
    return type instanceof FieldType.Reference reference
        ? Optional.of(reference)
        : Optional.empty();
  }

  /** The name of the enum, if the field has an enum type. */
  public Optional<String> enumName() {
    return type instanceof FieldType.OfEnum ofEnum ? Optional.of(ofEnum.name()) : Optional.empty();
  }
}
