package dev.kizaki.engine.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Edits of a directory that an input names, byte by byte: a kind, the number of a file, and what
 * the kind needs. An edit that the file system refuses is left out.
 */
final class HistoryEdits {
  /** The number of kinds of edits. */
  static final int KINDS = 11;

  private static final List<String> NAMES =
      List.of(
          "0001_initial",
          "0002_other",
          "0004_next",
          "0005_gap",
          "0004_INITIAL",
          "0000_none",
          "99999_many",
          "4",
          "0004_",
          "0004 ",
          "plan.migration",
          "snapshot.json",
          "changelog.xml",
          "changelog-master.xml",
          ".kizaki",
          ".hidden",
          "README.md",
          "a\nb",
          "0004_\u001b[31m",
          "0004_\u00e9\u202e",
          "0004_" + "x".repeat(200),
          "y".repeat(255),
          "0".repeat(255),
          "%s%n",
          "~",
          "-rf");

  private final Path directory;
  private final ByteBuffer input;

  HistoryEdits(Path directory, byte[] input) {
    this.directory = directory;
    this.input = ByteBuffer.wrap(input);
  }

  void carryOut() throws IOException {
    while (input.remaining() >= 3 && Files.isDirectory(directory)) {
      int kind = next() % KINDS;
      Path file = file();
      try {
        edit(kind, file);
      } catch (FileSystemException | InvalidPathException e) {
        // such a file cannot be there
      }
    }
  }

  private void edit(int kind, Path file) throws IOException {
    switch (kind) {
      case 0 -> splice(file, 1, new byte[] {(byte) next()});
      case 1 -> splice(file, 0, part(next()));
      case 2 -> splice(file, next(), new byte[0]);
      case 3 -> splice(file, Integer.MAX_VALUE, new byte[0]);
      case 4 -> delete(file);
      case 5 -> Files.move(file, file.resolveSibling(name()));
      case 6 -> copy(file, file.resolveSibling(name()));
      case 7 -> link(file, next() % 4);
      case 8 -> {
        delete(file);
        Files.createDirectory(file);
      }
      case 9 -> swap(file, file());
      default -> Files.write(file.resolveSibling(name()), part(next()));
    }
  }

  /** Replaces a part of a file, at a place that the input names. */
  private void splice(Path file, int length, byte[] part) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    int start = (next() << 8 | next()) % (bytes.length + 1);
    int end = (int) Math.min(bytes.length, start + (long) length);
    byte[] rest = Arrays.copyOfRange(bytes, end, bytes.length);
    Files.write(
        file,
        ByteBuffer.allocate(start + part.length + rest.length)
            .put(bytes, 0, start)
            .put(part)
            .put(rest)
            .array());
  }

  private void link(Path file, int target) throws IOException {
    delete(file);
    Path to =
        switch (target) {
          case 0 -> file;
          case 1 -> directory;
          case 2 -> file();
          default -> Path.of("nowhere");
        };
    Files.createSymbolicLink(file, to);
  }

  private static void swap(Path one, Path other) throws IOException {
    if (one.startsWith(other) || other.startsWith(one)) {
      return;
    }
    Path aside = one.resolveSibling("aside");
    Files.move(one, aside);
    Files.move(other, one);
    Files.move(aside, other);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }

  /** Deletes a file or a directory; links are not followed. */
  static void delete(Path file) throws IOException {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(file)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> all = files.filter(each -> !each.equals(directory)).sorted().toList();
      return all.isEmpty() ? directory.resolve("only") : all.get(next() % all.size());
    }
  }

  private String name() {
    int number = next();
    return number < NAMES.size() * 3
        ? NAMES.get(number % NAMES.size())
        : new String(part(number % 16), StandardCharsets.UTF_8).replace('/', '_') + "x";
  }

  private byte[] part(int length) {
    byte[] part = new byte[Math.min(length, input.remaining())];
    input.get(part);
    return part;
  }

  /** The next byte, from 0 to 255; 0 after the end. */
  private int next() {
    return input.hasRemaining() ? input.get() & 0xff : 0;
  }
}
