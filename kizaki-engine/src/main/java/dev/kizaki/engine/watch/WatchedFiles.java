package dev.kizaki.engine.watch;

import dev.kizaki.engine.hash.Sha256;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Polls the content of the files below some directories.
 *
 * <p>It polls because a {@link java.nio.file.WatchService} is itself a slow poll on macOS, reports
 * nothing on network drives and in the mounts of containers, and loses a directory that is removed
 * and created again. A poll reads only attributes. It reads a file if its attributes differ from
 * the last poll, or if the file is so new that a clock with a low resolution may hide a second
 * change. Only the content counts, so saving a file unchanged is no change.
 */
public final class WatchedFiles {
  /** Longer than the lowest resolution of file times in use: two seconds, on FAT. */
  private static final Duration YOUNG = Duration.ofSeconds(3);

  private static final String UNREADABLE = "unreadable";

  private final List<Directory> directories;
  private Map<Path, Seen> seen = Map.of();

  /**
   * A directory and everything below it.
   *
   * @param directory a directory that need not exist
   * @param entered selects the directories below it to visit
   * @param counted selects the files to watch
   */
  public record Directory(Path directory, Predicate<Path> entered, Predicate<Path> counted) {}

  private record Seen(long size, FileTime modified, Object key, String digest) {
    boolean isUnchanged(BasicFileAttributes now) {
      return size == now.size()
          && modified.equals(now.lastModifiedTime())
          && (key == null ? now.fileKey() == null : key.equals(now.fileKey()))
          && !digest.equals(UNREADABLE)
          && modified.toInstant().isBefore(Instant.now().minus(YOUNG));
    }
  }

  /** Does not read anything before the first {@link #poll}. */
  public WatchedFiles(List<Directory> directories) {
    this.directories = List.copyOf(directories);
  }

  /** Each file that exists now, with the digest of its content. */
  public Map<Path, String> poll() {
    Map<Path, Seen> now = new HashMap<>();
    for (Directory each : directories) {
      visit(each, now);
    }
    seen = now;
    Map<Path, String> digests = new TreeMap<>();
    now.forEach((file, content) -> digests.put(file, content.digest()));
    return Collections.unmodifiableMap(digests);
  }

  /** Skips what cannot be visited, for example because it is being moved, until the next poll. */
  private void visit(Directory watched, Map<Path, Seen> now) {
    try {
      Files.walkFileTree(
          watched.directory(),
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          Integer.MAX_VALUE,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return folder.equals(watched.directory()) || watched.entered().test(folder)
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (watched.counted().test(file)) {
                now.put(file, content(file, attributes));
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      return; // no method of the visitor throws this exception
    }
  }

  private Seen content(Path file, BasicFileAttributes attributes) {
    Seen before = seen.get(file);
    return before != null && before.isUnchanged(attributes)
        ? before
        : new Seen(
            attributes.size(), attributes.lastModifiedTime(), attributes.fileKey(), digest(file));
  }

  private static String digest(Path file) {
    try {
      return Sha256.hex(Files.readAllBytes(file));
    } catch (IOException e) {
      return UNREADABLE;
    }
  }
}
