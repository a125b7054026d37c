package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.file.LockFailure;
import dev.kizaki.engine.file.LockFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * Allows one writer at a time in a migrations directory. The {@link LockFile} is in the directory
 * for temporary files, so that it is not committed, and so that two modules that share a migrations
 * directory find the same one. There is one file for all directories, because a lock file is never
 * deleted: each directory locks another byte of it.
 *
 * <p>Writers on different machines or of different users do not see each other's lock. Their
 * changes still do not mix: each change appears in one step, and fails if the entry already exists.
 */
final class WriteLock {
  private final Path directory;
  private final String shown;
  private final Duration timeout;

  /**
   * @param shown the directory as messages print it
   * @param timeout how long to wait for another writer
   */
  WriteLock(Path directory, String shown, Duration timeout) {
    this.directory = directory;
    this.shown = shown;
    this.timeout = timeout;
  }

  /** An action that runs under the lock. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  /**
   * @throws Refusal when another process holds the lock for longer than the timeout
   * @throws EnvironmentFailure when the lock file cannot be used
   * @throws IOException from the action
   */
  void holding(Action action) throws IOException {
    try {
      LockFile.holdingByte(
          file(),
          position(),
          timeout,
          () -> {
            action.run();
            return null;
          });
    } catch (LockFailure failure) {
      throw switch (failure.reason()) {
        case HELD ->
            new Refusal(
                RefusalCode.HISTORY_IN_USE,
                """
                another run of kizaki is writing in %s.
                Wait for it to end, then run the goal again.\
                """
                    .formatted(shown));
        case INTERRUPTED ->
            new EnvironmentFailure(
                RefusalCode.INTERRUPTED,
                "interrupted while waiting to write in " + shown + "; run the goal again",
                failure);
        case UNUSABLE -> cannotLock(failure.ioCause());
      };
    }
  }

  private EnvironmentFailure cannotLock(IOException cause) {
    return new EnvironmentFailure(
        RefusalCode.HISTORY_NOT_LOCKABLE,
        "cannot lock %s by %s: %s".formatted(shown, file(), DirectoryErrorText.of(cause)),
        cause);
  }

  /** One file for each user, because a file of another user could not be opened. */
  static Path file() {
    UUID name = id(System.getProperty("user.name"));
    return Path.of(System.getProperty("java.io.tmpdir"), "kizaki-" + name + ".lock");
  }

  /** The byte that is locked. That two directories have the same one is as good as impossible. */
  long position() {
    return id(directory.toAbsolutePath().normalize().toString()).getMostSignificantBits() >>> 2;
  }

  private static UUID id(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
