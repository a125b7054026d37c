package dev.kizaki.engine.history;

import dev.kizaki.engine.file.IoErrorText;
import java.io.IOException;
import java.nio.file.NotDirectoryException;

/** Why a file operation in the migrations directory failed, in words. */
final class DirectoryErrorText {
  private DirectoryErrorText() {}

  static String of(IOException failure) {
    String reason = IoErrorText.of(failure);
    return failure instanceof NotDirectoryException
        ? reason + "; move it away, or set migrationsDirectory"
        : reason;
  }
}
