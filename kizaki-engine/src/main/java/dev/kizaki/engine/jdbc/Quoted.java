package dev.kizaki.engine.jdbc;

/** Quotes identifiers: always, so that no name is folded to lower case or read as a word. */
final class Quoted {
  private Quoted() {}

  static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  static String name(String schema, String object) {
    return name(schema) + '.' + name(object);
  }
}
