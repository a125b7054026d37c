package dev.kizaki.engine.planner;

/** What can be renamed. */
public enum Kind {
  ENTITY("entity", "entities"),
  ENUM("enum", "enums"),
  FIELD("field", "fields"),
  VALUE("value", "values");

  private final String word;
  private final String plural;

  Kind(String word, String plural) {
    this.word = word;
    this.plural = plural;
  }

  String word() {
    return word;
  }

  String plural() {
    return plural;
  }
}
