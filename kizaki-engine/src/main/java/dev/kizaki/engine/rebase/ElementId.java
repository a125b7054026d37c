package dev.kizaki.engine.rebase;

/**
 * The identity of an entity, an enum, a field or an enum value: the same object on both branches,
 * whatever the element is called there. Two identities are equal only if they are one object.
 */
final class ElementId {
  /** The schema itself, which owns the entities and enums. */
  static final ElementId SCHEMA = new ElementId();
}
