package dev.kizaki.inspire.format;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes texts as Inspire and plans spell them. */
public final class StringLiterals {
  private static final Pattern BLANK_FIRST_LINE = Pattern.compile("^[ \t]*\n");

  private StringLiterals() {}

  /**
   * The text in double quotes. Line breaks and tabs become {@code \n} and {@code \t}; other
   * characters that cannot be seen become {@code \}{@code uXXXX}.
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
          if (isHidden(character)) {
            quoted.append(String.format(Locale.ROOT, "\\u%04X", (int) character));
          } else {
            quoted.append(character);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /**
   * The text between {@code """}, each line behind {@code indentation}; empty where the text has
   * one line only, or could not be read back from this form (blanks at line ends, hidden
   * characters).
   */
  public static Optional<String> block(String text, String indentation) {
    if (text.indexOf('\n') < 0
        || text.contains("\"\"\"")
        || text.endsWith("\"")
        || text.isBlank()
        || text.chars().anyMatch(StringLiterals::isHiddenInBlock)) {
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

  private static boolean isHiddenInBlock(int character) {
    return character != '\n' && character != '\t' && isHidden((char) character);
  }

  /** Control characters, and marks that change the direction of writing. */
  private static boolean isHidden(char character) {
    return character < 0x20
        || character >= 0x7F && character < 0xA0
        || character >= 0x202A && character <= 0x202E
        || character >= 0x2066 && character <= 0x2069;
  }
}
