package dev.kizaki.engine.history;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Every way in which the history changes a disk. A process may die before, in or after each of
 * them; the tests make it.
 */
interface FileOperations {
  /** Makes one directory, whose parent exists. */
  void createDirectory(Path directory) throws IOException;

  /** Makes a file that is not there yet, and returns when its bytes are on the disk. */
  void writeFile(Path file, byte[] content) throws IOException;

  /** Brings to the disk which entries the directory has, as far as the system can. */
  void syncDirectory(Path directory);

  /** Renames a file or directory in one step; a file takes the place of a file. */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file or an empty directory, if it is there. */
  void delete(Path path) throws IOException;
}
