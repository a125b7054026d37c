package dev.kizaki.engine.thread;

import java.time.Duration;
import java.util.function.Function;

/** Pauses a thread between two polls. */
public final class Sleep {
  private Sleep() {}

  /**
   * Sleeps. If the thread is interrupted, its interrupt flag stays set.
   *
   * @param interrupted creates the exception to throw if the thread is interrupted
   */
  public static <E extends Exception> void of(
      Duration pause, Function<InterruptedException, E> interrupted) throws E {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted.apply(e);
    }
  }
}
