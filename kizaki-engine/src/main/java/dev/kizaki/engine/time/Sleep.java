package dev.kizaki.engine.time;

import java.time.Duration;
import java.util.function.Function;

/** Waiting between two looks at something that sends no event. */
public final class Sleep {
  private Sleep() {}

  /**
   * Sleeps. An interrupted thread keeps its flag.
   *
   * @param interrupted makes what is thrown when the thread is interrupted
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
