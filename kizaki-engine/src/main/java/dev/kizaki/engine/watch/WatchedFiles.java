package dev.kizaki.engine.watch;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The content of the files below some directories, looked at again and again.
 *
 * <p>It looks instead of being told: a {@link java.nio.file.WatchService} is itself a slow poll on
 * macOS, is silent on network drives and in containers' mounts, and loses a directory that is
 * removed and made anew. A look reads attributes only; a file is read when they differ from the
 * last time, or when it is so young that a coarse clock may hide a second change. What counts is
 * the content, so a file that is saved as it was has not changed.
 */
public final class WatchedFiles {
  /** The coarsest file times in use, FAT's, are two seconds apart. */
  private static final Duration YOUNG = Duration.ofSeconds(3);

  private static final String UNREADABLE = "unreadable";

  private final List<Directory> directories;
  private Map<Path, Seen> seen = Map.of();

  /**
   * A directory with everything below it.
   *
   * @param directory need not be there
   * @param entered which of the directories below it are looked into
   * @param counted which of the files count
   */
  public record Directory(Path directory, Predicate<Path> entered, Predicate<Path> counted) {}

  private record Seen(long size, FileTime modified, Object key, String digest) {
    boolean isStill(BasicFileAttributes now) {
      return size == now.size()
          && modified.equals(now.lastModifiedTime())
          && (key == null ? now.fileKey() == null : key.equals(now.fileKey()))
          && !digest.equals(UNREADABLE)
          && modified.toInstant().isBefore(Instant.now().minus(YOUNG));
    }
  }

  /** Looks at nothing yet. */
  public WatchedFiles(List<Directory> directories) {
    this.directories = List.copyOf(directories);
  }

  /** Every file there is now, with the digest of what it holds. */
  public Map<Path, String> look() {
    Map<Path, Seen> now = new HashMap<>();
    for (Directory each : directories) {
      visit(each, now);
    }
    seen = now;
    Map<Path, String> digests = new TreeMap<>();
    now.forEach((file, content) -> digests.put(file, content.digest()));
    return Collections.unmodifiableMap(digests);
  }

  /** What cannot be visited just now, because somebody moves it, is looked for the next time. */
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
      return; // no visitor's method throws one
    }
  }

  private Seen content(Path file, BasicFileAttributes attributes) {
    Seen before = seen.get(file);
    return before != null && before.isStill(attributes)
        ? before
        : new Seen(
            attributes.size(), attributes.lastModifiedTime(), attributes.fileKey(), digest(file));
  }

  private static String digest(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      return UNREADABLE;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
