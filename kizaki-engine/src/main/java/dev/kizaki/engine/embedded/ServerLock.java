package dev.kizaki.engine.embedded;

import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.file.LockFailure;
import dev.kizaki.engine.file.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The {@link LockFile} of a server's home or of unpacked programs, with the messages of its
 * failures.
 */
final class ServerLock {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private ServerLock() {}

  /**
   * Runs the action while holding the lock on the file. The file is created if it does not exist,
   * and is not deleted.
   *
   * @param file the real path of a file in an existing folder
   */
  static <T> T holding(Path file, LockFile.Action<T> action) throws IOException {
    try {
      return LockFile.holding(file, TIMEOUT, action);
    } catch (LockFailure failure) {
      if (failure.reason() == LockFailure.Reason.UNUSABLE) {
        throw failure.ioCause();
      }
      throw failure.reason() == LockFailure.Reason.INTERRUPTED
          ? ServerWait.interrupted(failure)
          : new EmbeddedServerException(
              RefusalCode.EMBEDDED_IN_USE,
              "Another process has held %s for 10 minutes; end that process and try again."
                  .formatted(file));
    }
  }
}
