package dev.kizaki.engine.rebase;

/**
 * Where a thing is found.
 *
 * @param owner the entity of a field, the enum of a value, else {@link Thing#SCHEMA}
 * @param name its name there
 */
record Address(Thing owner, Kind kind, String name) {
  /** What a thing is. */
  enum Kind {
    ENTITY("entity"),
    ENUM("enum"),
    FIELD("field"),
    VALUE("value");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Address entity(String name) {
    return new Address(Thing.SCHEMA, Kind.ENTITY, name);
  }

  static Address enumType(String name) {
    return new Address(Thing.SCHEMA, Kind.ENUM, name);
  }

  static Address field(Thing entity, String name) {
    return new Address(entity, Kind.FIELD, name);
  }

  static Address value(Thing enumType, String name) {
    return new Address(enumType, Kind.VALUE, name);
  }

  Address withName(String newName) {
    return new Address(owner, kind, newName);
  }
}
