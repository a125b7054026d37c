package dev.kizaki.engine.apply;

import java.time.Duration;

/** Measures the time since its creation. It is independent of changes of the system clock. */
final class Stopwatch {
  private final long start = System.nanoTime();

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
