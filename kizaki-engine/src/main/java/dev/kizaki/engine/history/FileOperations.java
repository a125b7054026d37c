package dev.kizaki.engine.history;

import java.io.IOException;
import java.nio.file.Path;

/**
 * All operations by which this package changes the disk. A process can be killed before, during or
 * after each of them; tests simulate that.
 */
interface FileOperations {
  /** Creates one directory, whose parent exists. */
  void createDirectory(Path directory) throws IOException;

  /** Creates a file that does not exist yet, and returns when its bytes are on the disk. */
  void writeFile(Path file, byte[] content) throws IOException;

  /** Forces the list of a directory's entries to the disk, if the system supports that. */
  void syncDirectory(Path directory);

  /** Renames a file or directory in one step; a file replaces an existing file. */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file or an empty directory, if it exists. */
  void delete(Path path) throws IOException;
}
