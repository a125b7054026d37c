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
 * for temporary files, so that it is not committed.
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
      LockFile.holding(
          file(),
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

  /** One file per directory and user, because a file of another user could not be opened. */
  Path file() {
    String key = System.getProperty("user.name") + "\n" + directory.toAbsolutePath().normalize();
    UUID name = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return Path.of(System.getProperty("java.io.tmpdir"), "kizaki-" + name + ".lock");
  }
}
