package dev.kizaki.engine.file;

import dev.kizaki.engine.time.Sleep;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Function;

/**
 * One holder at a time, among the threads of this JVM and among processes. The operating system
 * releases the lock of a killed process. The file stays where it is, because deleting a lock file
 * lets two holders in.
 */
public final class LockFile {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /**
   * Made with the class: an embedded server is left when the class loader may be closed, and a
   * lambda that is used for the first time then could not be loaded.
   */
  private static final Function<InterruptedException, LockFailure> INTERRUPTED =
      e -> new LockFailure(LockFailure.Reason.INTERRUPTED, e);

  /** What is done under the lock. */
  @FunctionalInterface
  public interface Action<T> {
    /** Does it. */
    T run() throws IOException;
  }

  private LockFile() {}

  /**
   * Runs the action while holding the lock on the file, which is created if need be.
   *
   * <p>Threads of one JVM first queue on a monitor, because a file lock belongs to the whole
   * process: a second thread would not wait for it but get an exception, and closing its channel
   * would take the lock away from the first. The monitor is an interned string: the one object that
   * all copies of this class share, and a Maven build may well load several, one for each plugin
   * realm. An action must not take the same lock again.
   *
   * @param file in an existing folder, by one path for all holders
   * @param patience how long to wait for another process
   * @throws LockFailure when there is no lock
   * @throws IOException from the action
   */
  public static <T> T holding(Path file, Duration patience, Action<T> action) throws IOException {
    synchronized (("dev.kizaki.engine.file.lock:" + file).intern()) {
      try (FileChannel channel = open(file);
          FileLock lock = await(channel, patience)) {
        return action.run();
      }
    }
  }

  private static FileChannel open(Path file) throws LockFailure {
    try {
      // Whoever opens a pipe waits for its other end, which nobody may ever open.
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileSystemException(file.toString(), null, "it is not a file");
      }
      return FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw new LockFailure(LockFailure.Reason.UNUSABLE, e);
    }
  }

  private static FileLock await(FileChannel channel, Duration patience) throws LockFailure {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() >= end) {
        throw new LockFailure(LockFailure.Reason.HELD, null);
      }
      Sleep.of(PAUSE, INTERRUPTED);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws LockFailure {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held in this JVM by something that is not this class: wait as for a process
    } catch (IOException e) {
      throw new LockFailure(LockFailure.Reason.UNUSABLE, e);
    }
  }
}
