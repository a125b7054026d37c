package dev.kizaki.engine.statements;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.file.AtomicFile;
import dev.kizaki.engine.file.IoErrorText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A file of statements, as {@link StatementFile} reads it, that kizaki writes. Equal statements in
 * any order give an equal file.
 */
public final class CollectedFile {
  /** The first line of each such file. A file without it is never replaced. */
  private static final String FIRST_LINE =
      "-- Collected by kizaki from the tests of a build. Do not edit: the next build replaces it.";

  private CollectedFile() {}

  /**
   * Checks that the file does not exist, or is one that kizaki has written.
   *
   * @throws Refusal when it is neither, or cannot be read
   */
  public static void requireReplaceable(Path file) {
    if (Files.notExists(file)) {
      return;
    }
    try {
      if (Files.isRegularFile(file) && firstLine(file).equals(FIRST_LINE)) {
        return;
      }
    } catch (IOException e) {
      throw unusable(file, e);
    }
    throw new Refusal(
        RefusalCode.COLLECTED_FILE,
        """
        The statements of the tests cannot be collected in %s, because kizaki has not written what \
        is there and would replace it. Name another file in collectStatements, or move that one.\
        """
            .formatted(file));
  }

  /** The first line, without a carriage return that Git may have added. */
  private static String firstLine(Path file) throws IOException {
    byte[] bytes;
    try (var stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(FIRST_LINE.length() + 2);
    }
    return new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("");
  }

  /**
   * Writes or replaces the file, unless it has that content.
   *
   * @param statements as {@link #statements} returns them
   * @throws Refusal when the file is not of kizaki, or cannot be written
   */
  public static void write(Path file, Collection<String> statements) {
    requireReplaceable(file);
    StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
    statements.forEach(each -> text.append(each).append(";\n"));
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    try {
      if (Files.notExists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
        AtomicFile.writeShared(file, content);
      }
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /**
   * The statements that name something of a schema, each in one line, sorted and each once.
   *
   * @param recorded the texts of statements as a server has recorded them
   * @param names the names in the database that the schema gives
   */
  public static Set<String> statements(List<String> recorded, Set<String> names) {
    Predicate<String> isOfSchema =
        each -> PreparableStatement.names(each).anyMatch(names::contains);
    Set<String> statements = new TreeSet<>();
    recorded.stream().filter(isOfSchema).map(ServerText::inOneLine).forEach(statements::add);
    return statements;
  }

  private static Refusal unusable(Path file, IOException e) {
    return new Refusal(
        RefusalCode.COLLECTED_FILE,
        "The statements of the tests cannot be collected in %s: %s. Correct that, or name another file in collectStatements."
            .formatted(file, IoErrorText.of(e)),
        e);
  }
}
