package dev.kizaki.engine.embedded;

import java.time.Duration;

/** Waiting between two looks at something that has no event to wait for. */
final class Pauses {
  private Pauses() {}

  /** Sleeps; an interrupted thread gives up with its flag set. */
  static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException(
          "Interrupted while waiting for the embedded database; run again to go on.", e);
    }
  }
}
