package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * One writer at a time in a migrations directory. The system holds the lock, so it ends with the
 * process however that ends. Its file lies in the directory for temporary files, where nobody
 * commits it, and stays there: deleting a lock file lets two writers in.
 *
 * <p>Writers of different machines or users do not see each other's lock. They still cannot mix:
 * what each of them makes appears in one step, and onto an entry that is there it fails.
 */
final class WriteLock {
  private static final long POLL_MILLISECONDS = 20;

  private final Path directory;
  private final String shown;
  private final Duration patience;

  /**
   * @param shown the directory as messages print it
   * @param patience how long to wait for another writer
   */
  WriteLock(Path directory, String shown, Duration patience) {
    this.directory = directory;
    this.shown = shown;
    this.patience = patience;
  }

  /** Something to do while nobody else writes. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /**
   * @throws Refusal when another process keeps the lock for longer than the patience
   * @throws EnvironmentFailure when there can be no lock
   * @throws IOException from the action
   */
  void holding(Action action) throws IOException {
    try (FileChannel channel = open()) {
      FileLock lock = await(channel);
      action.run();
      lock.release();
    }
  }

  private FileLock await(FileChannel channel) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<FileLock> lock = tryLock(channel);
      if (lock.isPresent()) {
        return lock.get();
      }
      if (System.nanoTime() >= end) {
        throw new Refusal(
            "another run of kizaki is writing in "
                + shown
                + ".\nWait for it to end, then run the goal again.");
      }
      pause();
    }
  }

  private Optional<FileLock> tryLock(FileChannel channel) {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it.
      return Optional.empty();
    } catch (IOException e) {
      throw cannotLock(e);
    }
  }

  private void pause() {
    try {
      Thread.sleep(POLL_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentFailure("interrupted while waiting to write in " + shown, e);
    }
  }

  private FileChannel open() {
    try {
      // Whoever opens a pipe waits for its other end, which nobody may ever open.
      if (Files.exists(file(), LinkOption.NOFOLLOW_LINKS)
          && !Files.isRegularFile(file(), LinkOption.NOFOLLOW_LINKS)) {
        throw new FileSystemException(file().toString(), null, "it is not a file");
      }
      return FileChannel.open(
          file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw cannotLock(e);
    }
  }

  private EnvironmentFailure cannotLock(IOException cause) {
    return new EnvironmentFailure(
        "cannot lock " + shown + " by " + file() + ": " + FailureWords.of(cause), cause);
  }

  /** One file a directory and user: a file that somebody else owns could not be opened. */
  private Path file() {
    String key = System.getProperty("user.name") + "\n" + directory.toAbsolutePath().normalize();
    UUID name = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return Path.of(System.getProperty("java.io.tmpdir"), "kizaki-" + name + ".lock");
  }
}
