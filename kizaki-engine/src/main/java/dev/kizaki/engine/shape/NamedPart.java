package dev.kizaki.engine.shape;

import java.util.List;
import java.util.Objects;

/**
 * A part of a shape that has a name of its own in a database.
 *
 * @param owner the entity or the enum
 * @param fields the fields it is made of, in order; none for entities, enums and keys
 */
public record NamedPart(Kind kind, String owner, List<String> fields) {
  /** What a part is. */
  public enum Kind {
    ENTITY,
    ENUM,
    FIELD,
    KEY,
    UNIQUE,
    INDEX,
    /** The foreign key of a reference field. */
    REFERENCE,
    /** The sequence behind a field with {@code autoincrement()}. */
    SEQUENCE
  }

  public NamedPart {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(owner, "owner");
    fields = List.copyOf(fields);
  }

  public static NamedPart entity(String name) {
    return new NamedPart(Kind.ENTITY, name, List.of());
  }

  public static NamedPart enumType(String name) {
    return new NamedPart(Kind.ENUM, name, List.of());
  }

  public static NamedPart field(String entity, String field) {
    return new NamedPart(Kind.FIELD, entity, List.of(field));
  }

  public static NamedPart key(String entity) {
    return new NamedPart(Kind.KEY, entity, List.of());
  }

  public static NamedPart unique(String entity, Unique unique) {
    return new NamedPart(Kind.UNIQUE, entity, unique.fields());
  }

  public static NamedPart index(String entity, Index index) {
    return new NamedPart(Kind.INDEX, entity, index.fields());
  }

  public static NamedPart reference(String entity, String field) {
    return new NamedPart(Kind.REFERENCE, entity, List.of(field));
  }

  public static NamedPart sequence(String entity, String field) {
    return new NamedPart(Kind.SEQUENCE, entity, List.of(field));
  }

  /** The part in the words of the schema, such as {@code the unique over Task([a, b])}. */
  public String text() {
    return switch (kind) {
      case ENTITY -> "entity " + owner;
      case ENUM -> "enum " + owner;
      case FIELD -> owner + "." + fields.get(0);
      case KEY -> "the key of " + owner;
      case UNIQUE -> "the unique over " + group();
      case INDEX -> "the index over " + group();
      case REFERENCE -> "the foreign key of " + owner + "." + fields.get(0);
      case SEQUENCE -> "the sequence of " + owner + "." + fields.get(0);
    };
  }

  private String group() {
    return owner + "([" + String.join(", ", fields) + "])";
  }
}
