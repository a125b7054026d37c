package dev.kizaki.engine.shape;

/**
 * A version of the rules that derive database names from names in a schema. Each snapshot
 * permanently records the version that it was made with. Therefore a released version never
 * changes.
 */
public enum NamingVersion {
  V1(1);

  /** The version for new snapshots. */
  public static final NamingVersion CURRENT = V1;

  private final int number;

  NamingVersion(int number) {
    this.number = number;
  }

  /** The number that snapshots contain. */
  public int number() {
    return number;
  }
}
