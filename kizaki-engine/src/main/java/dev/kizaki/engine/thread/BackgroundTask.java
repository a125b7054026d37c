package dev.kizaki.engine.thread;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work that is done while the caller does something else, in a thread that does not keep the JVM
 * alive.
 *
 * @param future the result
 */
public record BackgroundTask<T>(CompletableFuture<T> future) {
  /**
   * Begins the work.
   *
   * @param name of the thread, for a thread dump
   */
  public static <T> BackgroundTask<T> begin(String name, Supplier<T> work) {
    return new BackgroundTask<>(
        CompletableFuture.supplyAsync(
            work,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              thread.start();
            }));
  }

  /**
   * Waits for the result.
   *
   * @throws RuntimeException what the work has thrown
   */
  public T result() {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
