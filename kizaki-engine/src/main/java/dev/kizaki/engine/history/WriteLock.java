package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.file.LockFailure;
import dev.kizaki.engine.file.LockFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * One writer at a time in a migrations directory. The {@link LockFile} lies in the directory for
 * temporary files, where nobody commits it.
 *
 * <p>Writers of different machines or users do not see each other's lock. They still cannot mix:
 * what each of them makes appears in one step, and onto an entry that is there it fails.
 */
final class WriteLock {
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
    try {
      LockFile.holding(
          file(),
          patience,
          () -> {
            action.run();
            return null;
          });
    } catch (LockFailure failure) {
      throw switch (failure.reason()) {
        case HELD ->
            new Refusal(
                "another run of kizaki is writing in "
                    + shown
                    + ".\nWait for it to end, then run the goal again.");
        case INTERRUPTED ->
            new EnvironmentFailure("interrupted while waiting to write in " + shown, failure);
        case UNUSABLE -> cannotLock(failure.ioCause());
      };
    }
  }

  private EnvironmentFailure cannotLock(IOException cause) {
    return new EnvironmentFailure(
        "cannot lock " + shown + " by " + file() + ": " + DirectoryErrorText.of(cause), cause);
  }

  /** One file a directory and user: a file that somebody else owns could not be opened. */
  Path file() {
    String key = System.getProperty("user.name") + "\n" + directory.toAbsolutePath().normalize();
    UUID name = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return Path.of(System.getProperty("java.io.tmpdir"), "kizaki-" + name + ".lock");
  }
}
