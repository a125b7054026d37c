package dev.kizaki.engine.history;

import dev.kizaki.engine.api.EnvironmentFailure;
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
 * Where Liquibase changelogs stand: one beside each plan, and a master beside the migrations, which
 * includes them. No other file depends on what is in them, so each is written by itself.
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

  /** A file's path below the directory. */
  static String of(MigrationName migration) {
    return migration + "/" + CHANGELOG;
  }

  /**
   * What a file holds. Nothing is wrong with any bytes: a file that is not as it was written is
   * written anew. Of a link or a pipe in its place, which a new file replaces, nothing is read.
   *
   * @param file its path below the directory
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
          "cannot read " + shown + "/" + file + ": " + DirectoryErrorText.of(e), e);
    }
  }

  /** Writes a file, whole or not at all, in the place of what was there. */
  void write(String file, String text, StagingDirectory hidden) throws IOException {
    Path fresh = hidden.fresh();
    Path path = directory.resolve(file);
    try {
      operations.writeFile(fresh, text.getBytes(StandardCharsets.UTF_8));
      operations.move(fresh, path);
    } catch (IOException | RuntimeException e) {
      try {
        hidden.delete(fresh);
      } catch (IOException left) {
        // The first failure is the one to report; a hidden file is left to the next writer.
      }
      throw e;
    }
    operations.syncDirectory(path.getParent());
  }

  /** Removes a file, if it is there. */
  void remove(String file, StagingDirectory hidden) throws IOException {
    Path path = directory.resolve(file);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      hidden.discard(path);
      operations.syncDirectory(path.getParent());
    }
  }
}
