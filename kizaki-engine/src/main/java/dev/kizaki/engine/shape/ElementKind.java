package dev.kizaki.engine.shape;

/** The kinds of schema elements that have a name of their own, which a plan can change. */
public enum ElementKind {
  ENTITY("entity", "entities"),
  ENUM("enum", "enums"),
  FIELD("field", "fields"),
  VALUE("value", "values");

  private final String word;
  private final String plural;

  ElementKind(String word, String plural) {
    this.word = word;
    this.plural = plural;
  }

  /** The noun for one, as plans write it. */
  public String word() {
    return word;
  }

  /** The noun for several. */
  public String plural() {
    return plural;
  }
}
