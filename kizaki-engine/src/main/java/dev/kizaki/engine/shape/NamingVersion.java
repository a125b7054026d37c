package dev.kizaki.engine.shape;

/**
 * A version of the rules by which database names follow from the schema's. A snapshot states the
 * version it was made under and keeps it for ever, so a version, once released, never changes.
 */
public enum NamingVersion {
  V1(1);

  /** The version that new snapshots get. */
  public static final NamingVersion CURRENT = V1;

  private final int number;

  NamingVersion(int number) {
    this.number = number;
  }

  /** The number that snapshots hold. */
  public int number() {
    return number;
  }
}
