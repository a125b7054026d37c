package dev.kizaki.engine.text;

import java.time.Duration;
import java.util.Locale;

/** A duration for messages. */
public final class ReadableDuration {
  private ReadableDuration() {}

  /**
   * For example {@code 250 ms}, {@code 2.5 s}, {@code 5 s}, {@code 15 min}. Minutes are used from
   * two minutes on and rounded down.
   */
  public static String of(Duration duration) {
    long ms = duration.toMillis();
    if (ms < 1000) {
      return ms + " ms";
    }
    if (ms < 120_000) {
      String seconds = String.format(Locale.ROOT, "%.1f", ms / 1000.0);
      return seconds.replaceFirst("\\.0$", "") + " s";
    }
    return ms / 60_000 + " min";
  }
}
