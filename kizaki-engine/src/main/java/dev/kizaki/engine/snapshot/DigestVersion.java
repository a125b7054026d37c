package dev.kizaki.engine.snapshot;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A version of the form that digests are taken over. A snapshot states the version of its
 * migration's digest and keeps it for ever, so a version, once released, never changes.
 */
public enum DigestVersion {
  V1(1);

  /** The version that new snapshots get. */
  public static final DigestVersion CURRENT = V1;

  private final int number;

  DigestVersion(int number) {
    this.number = number;
  }

  /** The number that snapshots hold. */
  public int number() {
    return number;
  }

  /** The version of this number, if this release knows it. */
  public static Optional<DigestVersion> ofNumber(int number) {
    return Stream.of(values()).filter(version -> version.number == number).findFirst();
  }
}
