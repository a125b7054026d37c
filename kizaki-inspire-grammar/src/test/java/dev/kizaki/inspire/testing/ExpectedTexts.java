package dev.kizaki.inspire.testing;

/** Whether tests write their expected texts instead of comparing them. */
public final class ExpectedTexts {
  private static final String PROPERTY = "kizaki.test.rewrite";

  private ExpectedTexts() {}

  /** Set by {@code -Dkizaki.test.rewrite=true}, and refused in CI: nothing would be tested. */
  public static boolean areRewritten() {
    boolean rewritten = Boolean.getBoolean(PROPERTY);
    if (rewritten && System.getenv("CI") != null) {
      throw new IllegalStateException("-D%s is not allowed where CI is set.".formatted(PROPERTY));
    }
    return rewritten;
  }
}
