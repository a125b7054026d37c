package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.ElementKind;

/**
 * Where a thing is found.
 *
 * @param owner the entity of a field, the enum of a value, else {@link Thing#SCHEMA}
 * @param name its name there
 */
record Address(Thing owner, ElementKind kind, String name) {
  static Address entity(String name) {
    return new Address(Thing.SCHEMA, ElementKind.ENTITY, name);
  }

  static Address enumType(String name) {
    return new Address(Thing.SCHEMA, ElementKind.ENUM, name);
  }

  static Address field(Thing entity, String name) {
    return new Address(entity, ElementKind.FIELD, name);
  }

  static Address value(Thing enumType, String name) {
    return new Address(enumType, ElementKind.VALUE, name);
  }

  Address withName(String newName) {
    return new Address(owner, kind, newName);
  }
}
