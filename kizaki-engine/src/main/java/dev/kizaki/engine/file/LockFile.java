package dev.kizaki.engine.file;

import dev.kizaki.engine.thread.Sleep;
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
 * A lock with one holder at a time, among the threads of this JVM and among processes. The
 * operating system releases the lock of a killed process. The file is not deleted, because after
 * that two processes could hold locks on different files of the same name.
 */
public final class LockFile {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /**
   * A constant, so that it is created when the class is loaded. An embedded server is stopped when
   * the class loader may already be closed; a lambda used for the first time then could not be
   * loaded.
   */
  private static final Function<InterruptedException, LockFailure> INTERRUPTED =
      e -> new LockFailure(LockFailure.Reason.INTERRUPTED, e);

  /** An action that runs under the lock. */
  @FunctionalInterface
  public interface Action<T> {
    /** Runs the action and returns its result. */
    T run() throws IOException;
  }

  private LockFile() {}

  /**
   * Runs the action while holding the lock on the file. The file is created if it does not exist.
   *
   * <p>Threads of one JVM first queue on a monitor, because a file lock belongs to the whole
   * process: a second thread would get an exception instead of waiting, and closing its channel
   * would release the lock of the first. The monitor is an interned string, because a Maven build
   * can load several copies of this class, one for each plugin realm, and all of them share
   * interned strings. An action must not acquire the same lock again.
   *
   * @param file in an existing folder; all holders must use the same path
   * @param timeout how long to wait for another process
   * @throws LockFailure when the lock cannot be acquired
   * @throws IOException from the action
   */
  public static <T> T holding(Path file, Duration timeout, Action<T> action) throws IOException {
    return holding(file, 0, Long.MAX_VALUE, timeout, action);
  }

  /**
   * Runs the action while holding the lock on one byte of the file, which need not exist. Processes
   * that lock other bytes of the file do not wait. Threads of one JVM do: a process that closes the
   * file loses all its locks on it.
   *
   * @param file as for {@link #holding(Path, Duration, Action)}
   * @param position of the byte, not negative
   * @throws LockFailure when the lock cannot be acquired
   * @throws IOException from the action
   */
  public static <T> T holdingByte(Path file, long position, Duration timeout, Action<T> action)
      throws IOException {
    return holding(file, position, 1, timeout, action);
  }

  private static <T> T holding(
      Path file, long position, long size, Duration timeout, Action<T> action) throws IOException {
    synchronized (("dev.kizaki.engine.file.lock:" + file).intern()) {
      try (FileChannel channel = open(file);
          FileLock lock = await(channel, position, size, timeout)) {
        return action.run();
      }
    }
  }

  private static FileChannel open(Path file) throws LockFailure {
    try {
      // Opening a pipe would wait, perhaps forever, for a process that opens its other end.
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

  private static FileLock await(FileChannel channel, long position, long size, Duration timeout)
      throws LockFailure {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      FileLock lock = tryLock(channel, position, size);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() >= end) {
        throw new LockFailure(LockFailure.Reason.HELD, null);
      }
      Sleep.of(PAUSE, INTERRUPTED);
    }
  }

  private static FileLock tryLock(FileChannel channel, long position, long size)
      throws LockFailure {
    try {
      return channel.tryLock(position, size, false);
    } catch (OverlappingFileLockException e) {
      return null; // other code in this JVM holds the lock: wait as for another process
    } catch (IOException e) {
      throw new LockFailure(LockFailure.Reason.UNUSABLE, e);
    }
  }
}
