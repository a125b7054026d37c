package dev.kizaki.engine.history;

import dev.kizaki.engine.file.FileTree;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The hidden folders beside the migrations. Files are prepared in them before they appear, and
 * moved into them before they are deleted. Their names start with {@code .kizaki-}, so they are
 * never read as migrations. The next writer deletes the folders of a killed process.
 */
final class StagingDirectory {
  private static final String PREFIX = ".kizaki-";

  private final Path directory;
  private final FileOperations operations;

  StagingDirectory(Path directory, FileOperations operations) {
    this.directory = directory;
    this.operations = operations;
  }

  /** The journal of {@link ReplacementJournal}. */
  Path replacementJournal() {
    return directory.resolve(PREFIX + "pending");
  }

  /** The journal of {@link BatchJournal}. */
  Path batchJournal() {
    return directory.resolve(PREFIX + "rearranging");
  }

  /** The journal of {@link AdoptionJournal}. */
  Path adoptionJournal() {
    return directory.resolve(PREFIX + "adopting");
  }

  /** A new hidden path that does not exist. */
  Path newPath() {
    return directory.resolve(PREFIX + UUID.randomUUID());
  }

  /**
   * Whether a journal contains a file.
   *
   * @throws FileSystemException when the entry is not a file, so that kizaki cannot have written it
   */
  static boolean has(Path file) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw damaged(file.getParent());
    }
    return true;
  }

  /** The lines of a file in a journal; absent if the file does not exist. */
  static Optional<List<String>> lines(Path file) throws IOException {
    return has(file) ? Optional.of(Files.readAllLines(file)) : Optional.empty();
  }

  /** The failure for a journal that kizaki cannot have written, and therefore does not follow. */
  static FileSystemException damaged(Path journal) {
    return new FileSystemException(
        journal.toString(),
        null,
        journal.getFileName() + " was not written by kizaki; move it out of the directory");
  }

  /** Deletes the folders of killed processes. */
  void clean() throws IOException {
    for (Path each : leftovers()) {
      delete(each);
    }
  }

  /** The hidden folders of killed processes, or of another process that is still running. */
  List<Path> leftovers() throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .filter(child -> child.getFileName().toString().startsWith(PREFIX))
          .filter(child -> !child.equals(replacementJournal()) && !child.equals(batchJournal()))
          .filter(child -> !child.equals(adoptionJournal()))
          .toList();
    }
  }

  /**
   * Removes an entry in one step: it is renamed to a hidden name, then deleted. If it cannot be
   * deleted, it stays hidden, and the next writer deletes it.
   */
  void discard(Path entry) throws IOException {
    Path hidden = newPath();
    operations.move(entry, hidden);
    operations.syncDirectory(directory);
    try {
      delete(hidden);
    } catch (IOException e) {
      // The entry has lost its name, which is what the caller needs.
    }
  }

  /** Deletes a folder and its content; links are deleted, not followed. */
  void delete(Path folder) throws IOException {
    FileTree.delete(folder, operations::delete);
  }
}
