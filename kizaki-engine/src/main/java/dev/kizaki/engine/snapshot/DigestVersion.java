package dev.kizaki.engine.snapshot;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A version of the form that digests are calculated from. A snapshot states the version of its
 * migration's digest. Snapshots are kept, so a released version never changes.
 */
public enum DigestVersion {
  V1(1);

  /** The version of new snapshots. */
  public static final DigestVersion CURRENT = V1;

  private final int number;

  DigestVersion(int number) {
    this.number = number;
  }

  /** The number in {@code snapshot.json}. */
  public int number() {
    return number;
  }

  /** The version with this number; absent if this release does not support it. */
  public static Optional<DigestVersion> ofNumber(int number) {
    return Stream.of(values()).filter(version -> version.number == number).findFirst();
  }
}
