package dev.kizaki.engine.embedded;

import dev.kizaki.engine.file.LockFailure;
import dev.kizaki.engine.file.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The {@link LockFile} of a home or of unpacked programs, with what is said when there is none. */
final class ServerLock {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private ServerLock() {}

  /**
   * Runs the action while holding the lock on the file, which is created if need be and stays.
   *
   * @param file in an existing folder, by its real path
   */
  static <T> T holding(Path file, LockFile.Action<T> action) throws IOException {
    try {
      return LockFile.holding(file, PATIENCE, action);
    } catch (LockFailure failure) {
      if (failure.reason() == LockFailure.Reason.UNUSABLE) {
        throw failure.ioCause();
      }
      throw failure.reason() == LockFailure.Reason.INTERRUPTED
          ? ServerWait.interrupted(failure)
          : new EmbeddedServerException(
              "Another process has held "
                  + file
                  + " for 10 minutes; end that process and try again.");
    }
  }
}
