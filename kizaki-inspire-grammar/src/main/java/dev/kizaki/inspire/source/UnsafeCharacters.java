package dev.kizaki.inspire.source;

import java.util.Locale;

/**
 * Characters that a reader cannot see, or that make a terminal show something else than the text:
 * control characters, invisible characters and marks that change the direction of writing.
 *
 * <p>What a file may contain is decided by fixed lists, because a file format must not change with
 * the Unicode version of Java. What a message shows is decided by Java's own tables, because a
 * message should also be safe with characters that are added later.
 */
public final class UnsafeCharacters {
  private UnsafeCharacters() {}

  /**
   * Whether Inspire requires an escape for this character: it is a control character or changes the
   * direction of writing. A fixed list, which is part of the language.
   */
  public static boolean isControlOrDirection(int character) {
    return isControl(character)
        || character >= 0x202A && character <= 0x202E
        || character >= 0x2066 && character <= 0x2069;
  }

  /**
   * Whether snapshots escape this character: it is a control character, a line separator,
   * invisible, a mark of direction, or half of a surrogate pair. A fixed list, which is part of the
   * format.
   */
  public static boolean isInvisible(int character) {
    return isControl(character)
        || character == 0xAD
        || character == 0x61C
        || character >= 0x200B && character <= 0x200F
        || character >= 0x2028 && character <= 0x202E
        || character >= 0x2060 && character <= 0x206F
        || character == 0xFEFF
        || isSurrogate(character);
  }

  private static boolean isControl(int character) {
    return character < 0x20 || character >= 0x7F && character < 0xA0;
  }

  /** Whether the character is half of a surrogate pair. */
  public static boolean isSurrogate(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  /** Whether a line of a message must not contain the character as it is. */
  public static boolean isUnprintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /**
   * The text in one line that is safe to print: unprintable characters become {@code \}{@code
   * uXXXX}.
   */
  public static String escaped(String text) {
    return escaped(text, false);
  }

  /** Like {@link #escaped(String)}, but line feeds and tabs stay. */
  public static String escapedLines(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean lines) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            each -> {
              boolean kept = lines && (each == '\n' || each == '\t');
              if (!kept && isUnprintable(each)) {
                escaped.append(escape(each));
              } else {
                escaped.appendCodePoint(each);
              }
            });
    return escaped.toString();
  }

  /** The character as an escape, such as {@code \}{@code u202E}. */
  public static String escape(int character) {
    return String.format(Locale.ROOT, "\\u%04X", character);
  }
}
