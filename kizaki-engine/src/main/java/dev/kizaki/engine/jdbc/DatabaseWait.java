package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.thread.Sleep;
import java.time.Duration;

/** Waits before the next query of a database. */
public final class DatabaseWait {
  private DatabaseWait() {}

  public static void of(Duration duration) {
    Sleep.of(
        duration,
        e ->
            new EnvironmentFailure(
                RefusalCode.INTERRUPTED,
                "Interrupted while waiting for the database; run again.",
                e));
  }
}
