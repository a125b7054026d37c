package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.thread.BackgroundTask;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Connects for an applier in a thread of its own, while the caller reads the history. What is found
 * there, be it the version of the server or a failure, is told only when the connections are used.
 */
public final class EarlyConnections implements AutoCloseable {
  private final BackgroundTask<ApplierConnections> connections;
  private final List<String> versions;
  private boolean used;

  private EarlyConnections(BackgroundTask<ApplierConnections> connections, List<String> versions) {
    this.connections = connections;
    this.versions = versions;
  }

  /**
   * Begins to connect.
   *
   * @param sessions called in the other thread
   */
  public static EarlyConnections begin(Supplier<Sessions> sessions) {
    List<String> versions = new CopyOnWriteArrayList<>();
    return new EarlyConnections(
        BackgroundTask.begin(
            "kizaki-connect",
            () -> ApplierConnections.open(sessions.get().reporting(versions::add))),
        versions);
  }

  /**
   * Waits for the connections, which belong to the caller from then on. May be called once.
   *
   * @param sessions told the version of the server
   * @throws dev.kizaki.engine.api.Refusal for the reasons of {@link ApplierConnections#open}
   * @throws EnvironmentFailure also when the thread is interrupted
   */
  ApplierConnections use(Sessions sessions) {
    used = true;
    try {
      return connections.future().get();
    } catch (InterruptedException e) {
      used = false;
      Thread.currentThread().interrupt();
      throw new EnvironmentFailure(
          RefusalCode.INTERRUPTED, "Interrupted while waiting for the database; run again.", e);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } finally {
      versions.forEach(sessions::connected);
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  /** Closes the connections, unless they are used. Does not wait until they are made. */
  @Override
  public void close() {
    if (!used) {
      connections.future().thenAccept(ApplierConnections::close);
    }
  }
}
