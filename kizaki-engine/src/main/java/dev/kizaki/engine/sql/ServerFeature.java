package dev.kizaki.engine.sql;

/** What only newer servers than the oldest supported one can do. */
public enum ServerFeature {
  /** A unique or a unique index that regards nulls as equal. */
  EQUAL_NULLS(15, "nulls: notDistinct"),
  /** A generated column whose values are computed when they are read. */
  VIRTUAL_COLUMNS(18, "virtual");

  private final int major;
  private final String words;

  ServerFeature(int major, String words) {
    this.major = major;
    this.words = words;
  }

  /** The first major version that can do it. */
  public int major() {
    return major;
  }

  /** The words of a schema that ask for it. */
  public String words() {
    return words;
  }
}
