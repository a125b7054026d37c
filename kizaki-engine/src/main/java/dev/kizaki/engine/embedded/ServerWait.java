package dev.kizaki.engine.embedded;

import dev.kizaki.engine.time.Sleep;
import java.time.Duration;

/** Waiting between two looks at something that has no event to wait for. */
final class ServerWait {
  private ServerWait() {}

  /** Sleeps; an interrupted thread gives up with its flag set. */
  static void sleep(Duration pause) {
    Sleep.of(pause, ServerWait::interrupted);
  }

  /** What an interrupted thread throws. */
  static EmbeddedServerException interrupted(Exception cause) {
    return new EmbeddedServerException(
        "Interrupted while waiting for the embedded database; run again to go on.", cause);
  }
}
