package dev.kizaki.engine.jdbc;

/**
 * Quotes identifiers: always, so that no name is folded to lower case or read as a word. And texts.
 */
public final class Quoted {
  private Quoted() {}

  public static String name(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  public static String name(String schema, String object) {
    return name(schema) + '.' + name(object);
  }

  /** As standard_conforming_strings reads it, which every session of ours sets. */
  public static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
