package dev.kizaki.maven;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets work that goes on until Ctrl-C end in its own way, before the JVM does. */
final class ShutdownWait {
  /** Somebody who presses Ctrl-C waits for his prompt. */
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  /** Longer than any JVM takes to end, which it does while a thread like this one waits. */
  private static final Duration FOR_GOOD = Duration.ofMinutes(5);

  private ShutdownWait() {}

  /**
   * Runs the work.
   *
   * @param work ends soon after the latch it gets is counted down
   */
  static void run(Consumer<CountDownLatch> work) {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread end =
        new Thread(
            () -> {
              stop.countDown();
              await(ended, PATIENCE);
            },
            "kizaki-watch-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      work.accept(stop);
    } finally {
      ended.countDown();
      leave(end);
    }
  }

  private static void leave(Thread end) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // The JVM is ending. If this thread went on, Maven would begin to print how the build ended,
      // and be cut off somewhere in it, in a terminal that has its prompt back.
      await(new CountDownLatch(1), FOR_GOOD);
    }
  }

  private static void await(CountDownLatch latch, Duration patience) {
    try {
      latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
