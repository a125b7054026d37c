package dev.kizaki.engine.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads many inputs with one target. A counterexample is written to a file, with which the run can
 * be repeated.
 */
final class FuzzRun {
  private static final Path KEPT = Path.of("target", "fuzz");
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** The processor time that an input may take, whatever its size. */
  private static final Duration LEAST = Duration.ofSeconds(2);

  /** And for each of its bytes. */
  private static final Duration FOR_BYTE = Duration.ofNanos(100_000);

  /** After this time without an end, the reader hangs. */
  private static final Duration HANG = Duration.ofMinutes(1);

  private final FuzzTarget target;
  private final AtomicReference<byte[]> current = new AtomicReference<>(new byte[0]);

  FuzzRun(FuzzTarget target) {
    this.target = target;
  }

  /** Reads some inputs. */
  void tries(Random random, int count) {
    guarded(
        () -> {
          Mutations mutations = new Mutations(target.seeds());
          for (int i = 0; i < count; i++) {
            read(mutations.next(random));
          }
        });
  }

  /**
   * Reads inputs for some time.
   *
   * @return how many
   */
  int during(Random random, Duration time) {
    Mutations mutations = new Mutations(target.seeds());
    long end = System.nanoTime() + time.toNanos();
    AtomicInteger count = new AtomicInteger();
    guarded(
        () -> {
          while (System.nanoTime() < end) {
            read(mutations.next(random));
            count.incrementAndGet();
          }
        });
    return count.get();
  }

  /** Reads one input, such as one that an earlier run has kept. */
  void once(byte[] input) {
    guarded(() -> read(input));
  }

  private void read(byte[] input) {
    current.set(input);
    long start = THREADS.getCurrentThreadCpuTime();
    try {
      target.reader().read(input);
    } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
      throw counterexample("was not refused in a documented way", e);
    }
    Duration taken = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
    if (taken.compareTo(LEAST.plus(FOR_BYTE.multipliedBy(input.length))) > 0) {
      throw counterexample("took " + taken.toMillis() + " ms", null);
    }
  }

  /** Runs in a thread of its own, and fails if one input is read for too long. */
  private void guarded(Runnable run) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(run, "fuzz " + target.name());
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((of, thrown) -> failure.set(thrown));
    thread.start();
    byte[] last = null;
    while (thread.isAlive()) {
      try {
        thread.join(HANG.toMillis());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (thread.isAlive() && current.get() == last) {
        AssertionError hanging = new AssertionError("it is reading this");
        hanging.setStackTrace(thread.getStackTrace());
        throw counterexample("does not end", hanging);
      }
      last = current.get();
    }
    if (failure.get() != null) {
      throw new AssertionError(failure.get().getMessage(), failure.get());
    }
  }

  private AssertionError counterexample(String problem, Throwable cause) {
    Path file = KEPT.resolve(target.name() + "-" + Integer.toHexString(hash()) + ".input");
    try {
      Files.createDirectories(KEPT);
      Files.write(file, current.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new AssertionError(
        "an input of %d bytes %s; repeat with -Dkizaki.test.input=%s"
            .formatted(current.get().length, problem, file),
        cause);
  }

  private int hash() {
    return Arrays.hashCode(current.get());
  }
}
