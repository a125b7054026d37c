package dev.kizaki.engine.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * One holder at a time, among the threads of this JVM and among processes. The operating system
 * releases the lock of a killed process.
 */
final class InterprocessLock {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** What is done under the lock. */
  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  private InterprocessLock() {}

  /**
   * Runs the action while holding the lock on the file, which is created if need be and stays.
   *
   * <p>Threads of one JVM first queue on a monitor, because a file lock belongs to the whole
   * process: a second thread would not wait for it but get an exception, and closing its channel
   * would take the lock away from the first. The monitor is an interned string: the one object that
   * all copies of this class share, and a Maven build may well load several, one for each plugin
   * realm. It is not re-entrant in spirit: an action never takes the same lock again.
   *
   * @param file in an existing folder, by its real path
   */
  static <T> T holding(Path file, Action<T> action) throws IOException {
    synchronized (("dev.kizaki.engine.embedded.lock:" + file).intern()) {
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = await(channel, file)) {
        return action.run();
      }
    }
  }

  private static FileLock await(FileChannel channel, Path file) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() > deadline) {
        throw new EmbeddedServerException(
            "Another process has held "
                + file
                + " for 10 minutes; end that process and try again.");
      }
      Pauses.sleep(PAUSE);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held in this JVM by something that is not this class: wait like for a process
    }
  }
}
