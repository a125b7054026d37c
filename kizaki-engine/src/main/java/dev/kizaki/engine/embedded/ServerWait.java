package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.thread.Sleep;
import java.time.Duration;

/** Pauses between two polls of the server's state. */
final class ServerWait {
  private ServerWait() {}

  /**
   * Sleeps. If the thread is interrupted, throws an exception and leaves the interrupt flag set.
   */
  static void sleep(Duration pause) {
    Sleep.of(pause, ServerWait::interrupted);
  }

  /** The exception that an interrupted thread throws. */
  static EmbeddedServerException interrupted(Exception cause) {
    return new EmbeddedServerException(
        RefusalCode.INTERRUPTED,
        "Interrupted while waiting for the embedded database; run again to continue.",
        cause);
  }
}
