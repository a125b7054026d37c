package dev.kizaki.engine.embedded;

import dev.kizaki.engine.file.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;

/**
 * A folder that is either complete or does not exist. It is filled under another name and then
 * renamed; before it is deleted, it is renamed again. A killed process can only leave a folder with
 * such another name, which {@link #sweep} removes. Callers must hold the {@link ServerLock} of the
 * folder.
 */
final class AtomicFolder {
  private static final String NEW = ".new-";
  private static final String OLD = ".old-";

  private static final Duration CHILD_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

  /** Fills the folder, which is renamed to its final name afterwards. */
  @FunctionalInterface
  interface Filling {
    void fill(Path folder) throws IOException;
  }

  private AtomicFolder() {}

  /** Creates the folder. Only its owner can read it. */
  static void create(Path folder, Filling filling) throws IOException {
    Path unfinished = sibling(folder, NEW);
    try {
      OwnerPermissions.createDirectory(unfinished);
      filling.fill(unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteIfPossible(unfinished);
    }
  }

  /** Deletes the folder. Does nothing if it does not exist. */
  static void delete(Path folder) throws IOException {
    Path renamed = sibling(folder, OLD);
    try {
      Files.move(folder, renamed, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    }
    FileTree.delete(renamed, Files::deleteIfExists);
  }

  /** Removes the folders with other names that killed processes have left. */
  static void sweep(Path folder) throws IOException {
    String name = folder.getFileName().toString();
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(folder.getParent())) {
      for (Path sibling : siblings) {
        String other = sibling.getFileName().toString();
        if (other.startsWith(name + NEW) || other.startsWith(name + OLD)) {
          deleteIfPossible(sibling);
        }
      }
    }
  }

  private static Path sibling(Path folder, String infix) {
    return folder.resolveSibling(folder.getFileName() + infix + UUID.randomUUID());
  }

  /**
   * Deletes the folder, and tries again for some time: a killed build may have left a child process
   * that still writes there, or deletes its files itself. That process exits soon after its files
   * are deleted. If files still remain, they do no harm, and the next {@link #sweep} removes them.
   */
  private static void deleteIfPossible(Path folder) {
    long deadline = System.nanoTime() + CHILD_TIMEOUT.toNanos();
    while (true) {
      try {
        FileTree.delete(folder, Files::deleteIfExists);
        return;
      } catch (NoSuchFileException | DirectoryNotEmptyException e) {
        if (System.nanoTime() > deadline) {
          return;
        }
        ServerWait.sleep(BETWEEN_TRIES);
      } catch (IOException e) {
        return;
      }
    }
  }
}
