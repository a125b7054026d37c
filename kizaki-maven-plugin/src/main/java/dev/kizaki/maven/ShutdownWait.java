package dev.kizaki.maven;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs work that continues until Ctrl-C, and lets it end properly before the JVM exits. */
final class ShutdownWait {
  /** Short, because a person who presses Ctrl-C waits for the prompt. */
  private static final Duration MAX_WAIT = Duration.ofMillis(1500);

  /** Longer than any JVM shutdown; the shutdown proceeds while this thread sleeps. */
  private static final Duration UNTIL_EXIT = Duration.ofMinutes(5);

  private ShutdownWait() {}

  /**
   * Runs the work until it returns or the JVM shuts down.
   *
   * @param work must return soon after its latch is counted down
   */
  static void run(Consumer<CountDownLatch> work) {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread end =
        new Thread(
            () -> {
              stop.countDown();
              await(ended, MAX_WAIT);
            },
            "kizaki-watch-end");
    Runtime.getRuntime().addShutdownHook(end);
    try {
      work.accept(stop);
    } finally {
      ended.countDown();
      removeHook(end);
    }
  }

  private static void removeHook(Thread end) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // The JVM is shutting down. If this thread returned, Maven would start to print the result of
      // the build, and the exit would cut it off after the shell has printed its prompt.
      await(new CountDownLatch(1), UNTIL_EXIT);
    }
  }

  private static void await(CountDownLatch latch, Duration timeout) {
    try {
      latch.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
