package dev.kizaki.inspire.format;

import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.Optional;
import java.util.regex.Pattern;

/** Prints texts as literals of Inspire and of plans. */
public final class StringLiterals {
  private static final Pattern BLANK_FIRST_LINE = Pattern.compile("^[ \t]*\n");

  private StringLiterals() {}

  /**
   * The text in double quotes. Line breaks and tabs become {@code \n} and {@code \t}, other unsafe
   * characters {@code \}{@code uXXXX}.
   */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      switch (character) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (UnsafeCharacters.isControlOrDirection(character)) {
            quoted.append(UnsafeCharacters.escape(character));
          } else {
            quoted.append(character);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /**
   * The text between {@code """}, with {@code indentation} before each line. Empty if the text has
   * one line only, or if the parser would not read the same text from this form, for example
   * because of blanks at line ends.
   */
  public static Optional<String> block(String text, String indentation) {
    if (text.indexOf('\n') < 0
        || text.contains("\"\"\"")
        || text.endsWith("\"")
        || text.isBlank()
        || text.chars().anyMatch(StringLiterals::isEscapedInBlock)) {
      return Optional.empty();
    }
    StringBuilder block = new StringBuilder("\n");
    String[] lines = text.split("\n", -1);
    for (int index = 0; index < lines.length; index++) {
      boolean last = index == lines.length - 1;
      if (!lines[index].isEmpty() || last) {
        block.append(indentation).append(lines[index]);
      }
      block.append(last ? "" : "\n");
    }
    return unblock(block.toString()).equals(text)
        ? Optional.of("\"\"\"" + block + "\"\"\"")
        : Optional.empty();
  }

  /** Reads a block as the parser does: see the language's rule for texts in {@code """}. */
  private static String unblock(String inner) {
    return BLANK_FIRST_LINE.matcher(inner).replaceFirst("").stripIndent();
  }

  private static boolean isEscapedInBlock(int character) {
    return character != '\n'
        && character != '\t'
        && UnsafeCharacters.isControlOrDirection(character);
  }
}
