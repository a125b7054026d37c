package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One row of a table of messages: a title, a text, and exactly what is printed about it. A file
 * holds many: {@code === title}, the text, {@code ---}, the output. Run with {@code
 * -Dkizaki.test.rewrite=true} to write the present output into the file, and review the difference.
 */
record MessageCase(String title, String input, String output) {
  private static final String TITLE = "=== ";
  private static final String SEPARATOR = "---\n";

  static List<MessageCase> read(String file) {
    List<MessageCase> cases = new ArrayList<>();
    for (String part : ("\n" + Resources.read("messages/" + file)).split("\n" + TITLE)) {
      if (!part.isBlank()) {
        String section = part.stripTrailing() + "\n";
        int body = section.indexOf('\n') + 1;
        int separator = section.indexOf("\n" + SEPARATOR, body - 1) + 1;
        cases.add(
            new MessageCase(
                section.substring(0, body - 1),
                unescape(section.substring(body, separator)),
                section.substring(separator + SEPARATOR.length())));
      }
    }
    return cases;
  }

  static void write(String file, List<MessageCase> cases) {
    String text =
        cases.stream()
            .map(row -> TITLE + row.title + "\n" + escape(row.input) + SEPARATOR + row.output)
            .collect(Collectors.joining());
    try {
      Files.writeString(Path.of("src/test/resources/messages").resolve(file), text);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  MessageCase withOutput(String printed) {
    return new MessageCase(title, input, printed);
  }

  /** In the files, characters that editors hide are written {@code <U+0000>}. */
  private static String unescape(String text) {
    return Pattern.compile("<U\\+([0-9A-F]{4})>")
        .matcher(text)
        .replaceAll(match -> Character.toString(Integer.parseInt(match.group(1), 16)));
  }

  private static String escape(String text) {
    return text.codePoints()
        .mapToObj(
            character ->
                Characters.isForbidden(character) || character == 0xA0
                    ? String.format("<U+%04X>", character)
                    : Character.toString(character))
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return title;
  }
}
