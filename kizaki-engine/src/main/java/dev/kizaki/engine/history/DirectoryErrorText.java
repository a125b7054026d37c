package dev.kizaki.engine.history;

import dev.kizaki.engine.file.IoErrorText;
import java.io.IOException;
import java.nio.file.NotDirectoryException;

/** The message text for a failed file operation in the migrations directory. */
final class DirectoryErrorText {
  private DirectoryErrorText() {}

  static String of(IOException failure) {
    String reason = IoErrorText.of(failure);
    return failure instanceof NotDirectoryException
        ? reason + "; move it away, or set migrationsDirectory"
        : reason;
  }
}
