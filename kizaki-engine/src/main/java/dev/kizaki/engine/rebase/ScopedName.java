package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.ElementKind;

/**
 * The name of an element and its scope: the element that owns it.
 *
 * @param owner the entity of a field, the enum of a value, otherwise {@link ElementId#SCHEMA}
 * @param name the name without that of the owner
 */
record ScopedName(ElementId owner, ElementKind kind, String name) {
  static ScopedName entity(String name) {
    return new ScopedName(ElementId.SCHEMA, ElementKind.ENTITY, name);
  }

  static ScopedName enumType(String name) {
    return new ScopedName(ElementId.SCHEMA, ElementKind.ENUM, name);
  }

  static ScopedName sequence(String name) {
    return new ScopedName(ElementId.SCHEMA, ElementKind.SEQUENCE, name);
  }

  static ScopedName object(String name) {
    return new ScopedName(ElementId.SCHEMA, ElementKind.OBJECT, name);
  }

  static ScopedName field(ElementId entity, String name) {
    return new ScopedName(entity, ElementKind.FIELD, name);
  }

  static ScopedName value(ElementId enumType, String name) {
    return new ScopedName(enumType, ElementKind.VALUE, name);
  }

  ScopedName withName(String newName) {
    return new ScopedName(owner, kind, newName);
  }
}
