package dev.kizaki.engine.embedded;

import dev.kizaki.engine.time.Sleep;
import java.time.Duration;

/** Waiting between two looks at something that has no event to wait for. */
final class Pauses {
  private Pauses() {}

  /** Sleeps; an interrupted thread gives up with its flag set. */
  static void sleep(Duration pause) {
    Sleep.of(pause, Pauses::interrupted);
  }

  /** What an interrupted thread throws. */
  static EmbeddedServerException interrupted(Exception cause) {
    return new EmbeddedServerException(
        "Interrupted while waiting for the embedded database; run again to go on.", cause);
  }
}
