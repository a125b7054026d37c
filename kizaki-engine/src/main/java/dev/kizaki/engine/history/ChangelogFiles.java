package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * The Liquibase changelogs: one beside each plan, and a master beside the migrations, which
 * includes them. No other file depends on their content, so each is written on its own.
 *
 * @param directory the migrations directory
 * @param shown the directory as messages print it
 */
record ChangelogFiles(Path directory, String shown, FileOperations operations) {
  static final String CHANGELOG = "changelog.xml";
  static final String MASTER = "changelog-master.xml";
  private static final String NO_FILE = "";

  ChangelogFiles {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(shown, "shown");
    Objects.requireNonNull(operations, "operations");
  }

  /** The path of a migration's changelog, relative to the directory. */
  static String of(MigrationName migration) {
    return migration + "/" + CHANGELOG;
  }

  /**
   * The text of a file. Invalid UTF-8 is not an error, because a changed file is written again. A
   * link or a pipe is not read and counts as empty; a new file replaces it.
   *
   * @param file its path relative to the directory
   */
  Optional<String> read(String file) {
    Path path = directory.resolve(file);
    try {
      boolean real =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .isRegularFile();
      return Optional.of(
          real ? new String(Files.readAllBytes(path), StandardCharsets.UTF_8) : NO_FILE);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new EnvironmentFailure(
          RefusalCode.HISTORY_UNREADABLE,
          "cannot read %s/%s: %s".formatted(shown, file, DirectoryErrorText.of(e)),
          e);
    }
  }

  /** Writes or replaces a file in one step. */
  void write(String file, String text, StagingDirectory staging) throws IOException {
    Path staged = staging.newPath();
    Path path = directory.resolve(file);
    try {
      operations.writeFile(staged, text.getBytes(StandardCharsets.UTF_8));
      operations.move(staged, path);
    } catch (IOException | RuntimeException e) {
      try {
        staging.delete(staged);
      } catch (IOException ignored) {
        // The first failure is reported; the next writer deletes the hidden file.
      }
      throw e;
    }
    operations.syncDirectory(path.getParent());
  }

  /** Removes a file, if it exists. */
  void remove(String file, StagingDirectory staging) throws IOException {
    Path path = directory.resolve(file);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      staging.discard(path);
      operations.syncDirectory(path.getParent());
    }
  }
}
