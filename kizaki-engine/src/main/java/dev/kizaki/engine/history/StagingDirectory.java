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
 * The folders beside the migrations in which things are made ready before they appear, and put away
 * after they vanished. Their names start with {@code .kizaki-}, so they are never read as
 * migrations; those that a killed process left are deleted by the next writer.
 */
final class StagingDirectory {
  private static final String PREFIX = ".kizaki-";

  private final Path directory;
  private final FileOperations operations;

  StagingDirectory(Path directory, FileOperations operations) {
    this.directory = directory;
    this.operations = operations;
  }

  /** A folder with a meaning: the journal of {@link ReplacementJournal}. */
  Path journal() {
    return directory.resolve(PREFIX + "pending");
  }

  /** The other one: the journal of {@link BatchJournal}. */
  Path list() {
    return directory.resolve(PREFIX + "rearranging");
  }

  /** A name that no entry has. */
  Path fresh() {
    return directory.resolve(PREFIX + UUID.randomUUID());
  }

  /**
   * Whether a journal has a file.
   *
   * @throws FileSystemException when it has something else of that name, which nobody wrote there
   */
  static boolean has(Path file) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw foreign(file.getParent());
    }
    return true;
  }

  /** The lines of a file in a journal; absent where it is not there. */
  static Optional<List<String>> lines(Path file) throws IOException {
    return has(file) ? Optional.of(Files.readAllLines(file)) : Optional.empty();
  }

  /** Says that a journal is none of ours, so that nothing is done by it. */
  static FileSystemException foreign(Path journal) {
    return new FileSystemException(
        journal.toString(),
        null,
        journal.getFileName() + " is not as kizaki leaves it; move it out of the directory");
  }

  /** Deletes what killed processes left. */
  void clean() throws IOException {
    for (Path each : left()) {
      delete(each);
    }
  }

  /** What killed processes left, or another one has in use. */
  List<Path> left() throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .filter(child -> child.getFileName().toString().startsWith(PREFIX))
          .filter(child -> !child.equals(journal()) && !child.equals(list()))
          .toList();
    }
  }

  /**
   * Takes an entry away in one step: it gets a hidden name, then it is deleted. What cannot be
   * deleted stays hidden and is left to the next writer.
   */
  void discard(Path entry) throws IOException {
    Path hidden = fresh();
    operations.move(entry, hidden);
    operations.syncDirectory(directory);
    try {
      delete(hidden);
    } catch (IOException e) {
      // The entry itself is gone, which was asked.
    }
  }

  /** Deletes a folder and all in it; links are deleted, not followed. */
  void delete(Path folder) throws IOException {
    FileTree.delete(folder, operations::delete);
  }
}
