package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.time.Sleep;
import java.time.Duration;
import java.util.Locale;

/** Waiting, and how waiting is said. */
public final class Pause {
  private Pause() {}

  public static void of(Duration duration) {
    Sleep.of(
        duration, e -> new EnvironmentFailure("Interrupted while waiting for the database.", e));
  }

  /** A duration for people: {@code 250 ms}, {@code 2.5 s}, {@code 5 s}, {@code 15 min}. */
  public static String text(Duration duration) {
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
