package dev.kizaki.engine.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The last lines of a program's output, for an error message. */
final class LogTail {
  private static final int LINES = 20;

  private LogTail() {}

  /** The last lines, indented. */
  static String of(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LINES))
        .map(line -> "  " + line)
        .collect(Collectors.joining("\n"));
  }

  /** The content of a log file; empty if the file does not exist. */
  static String read(Path log) throws IOException {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
