package dev.kizaki.engine.thread;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work that is done while the caller does something else. */
public final class BackgroundTask {
  private BackgroundTask() {}

  /**
   * Begins the work in a thread of its own, which does not keep the JVM alive.
   *
   * @param name of the thread, for a thread dump
   */
  public static <T> CompletableFuture<T> begin(String name, Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        work,
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          thread.start();
        });
  }
}
