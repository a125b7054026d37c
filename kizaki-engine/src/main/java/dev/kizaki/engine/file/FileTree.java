package dev.kizaki.engine.file;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** A file or folder with everything below it. */
public final class FileTree {
  /** Deletes one file or one empty folder. */
  @FunctionalInterface
  public interface Deletion {
    /** Deletes it; it is not an error if it does not exist. */
    void delete(Path path) throws IOException;
  }

  private FileTree() {}

  /**
   * Deletes a folder and its content. It is not an error if it does not exist. Links are deleted,
   * not followed.
   */
  public static void delete(Path folder, Deletion deletion) throws IOException {
    if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            deletion.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            deletion.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
