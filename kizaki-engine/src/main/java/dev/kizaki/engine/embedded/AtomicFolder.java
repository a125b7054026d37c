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
 * A folder that exists whole or not at all: it is filled under another name and renamed, and
 * renamed before it is deleted. What a killed process leaves has such another name, and {@link
 * #sweep} removes it. Callers hold the {@link ServerLock} that guards the folder.
 */
final class AtomicFolder {
  private static final String NEW = ".new-";
  private static final String OLD = ".old-";

  private static final Duration CHILD_PATIENCE = Duration.ofSeconds(10);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

  /** Fills the folder that will get its final name once this returns. */
  @FunctionalInterface
  interface Filling {
    void fill(Path folder) throws IOException;
  }

  private AtomicFolder() {}

  /** Makes the folder, readable for its owner alone. */
  static void create(Path folder, Filling filling) throws IOException {
    Path unfinished = beside(folder, NEW);
    try {
      OwnerPermissions.createDirectory(unfinished);
      filling.fill(unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteIfPossible(unfinished);
    }
  }

  /** Deletes the folder; absent is fine. */
  static void delete(Path folder) throws IOException {
    Path doomed = beside(folder, OLD);
    try {
      Files.move(folder, doomed, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    }
    FileTree.delete(doomed, Files::deleteIfExists);
  }

  /** Removes what killed processes left beside the folder. */
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

  private static Path beside(Path folder, String infix) {
    return folder.resolveSibling(folder.getFileName() + infix + UUID.randomUUID());
  }

  /**
   * A killed build may have left a child that still writes there, or tidies up itself. It gives up
   * soon after its files are gone, so this tries again for a while; what then is left the next
   * sweep gets, and nothing depends on it.
   */
  private static void deleteIfPossible(Path folder) {
    long deadline = System.nanoTime() + CHILD_PATIENCE.toNanos();
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
