package dev.kizaki.engine.rebase;

/**
 * What an entity, an enum, a field or a value is, whatever it is called: the same object on both
 * sides. Two things are equal only if they are one.
 */
final class Thing {
  /** The schema itself, which owns entities and enums. */
  static final Thing SCHEMA = new Thing();
}
