package dev.kizaki.inspire.testing;

import java.util.Random;

/**
 * The seed of every random test: a fixed one, so that a run can be repeated, unless {@code
 * -Dkizaki.test.seed=free} asks for a new one or {@code -Dkizaki.test.seed=NUMBER} repeats one.
 */
public final class RandomSeed {
  private static final String PROPERTY = "kizaki.test.seed";
  private static final String FREE = "free";
  private static final long VALUE = read();

  private RandomSeed() {}

  /** The seed of this JVM. */
  public static long value() {
    return VALUE;
  }

  /** Random values that follow from the seed alone. */
  public static Random random() {
    return new Random(VALUE);
  }

  static boolean isFree() {
    return FREE.equals(System.getProperty(PROPERTY));
  }

  private static long read() {
    if (isFree()) {
      long seed = System.nanoTime();
      System.out.println("Repeat this run with -D" + PROPERTY + "=" + seed);
      return seed;
    }
    return Long.getLong(PROPERTY, 20261122);
  }
}
