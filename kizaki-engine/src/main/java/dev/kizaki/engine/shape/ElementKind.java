package dev.kizaki.engine.shape;

/** The kinds of schema elements that have a name of their own and that a plan can change. */
public enum ElementKind {
  ENTITY("entity", "entities"),
  ENUM("enum", "enums"),
  SEQUENCE("sequence", "sequences"),
  OBJECT("object", "objects"),
  FIELD("field", "fields"),
  VALUE("value", "values");

  private final String word;
  private final String plural;

  ElementKind(String word, String plural) {
    this.word = word;
    this.plural = plural;
  }

  /** The noun in the singular, as plans write it. */
  public String word() {
    return word;
  }

  /** The noun in the plural. */
  public String plural() {
    return plural;
  }
}
