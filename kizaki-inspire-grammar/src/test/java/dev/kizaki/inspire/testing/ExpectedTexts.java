package dev.kizaki.inspire.testing;

/** Whether tests write their expected texts instead of comparing them. */
public final class ExpectedTexts {
  private static final String PROPERTY = "kizaki.test.rewrite";

  private ExpectedTexts() {}

  /**
   * True with {@code -Dkizaki.test.rewrite=true}. Fails in CI, because the tests would not compare
   * anything.
   */
  public static boolean areRewritten() {
    boolean rewritten = Boolean.getBoolean(PROPERTY);
    if (rewritten && System.getenv("CI") != null) {
      throw new IllegalStateException("-D%s is not allowed where CI is set.".formatted(PROPERTY));
    }
    return rewritten;
  }
}
