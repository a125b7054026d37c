package dev.kizaki.engine.text;

import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.regex.Pattern;

/**
 * A value of a row for a message: one short line without characters that control a terminal. A
 * value of letters, digits and a few other characters is shown as it is. Other values are quoted,
 * with the escapes {@code \n}, {@code \t}, {@code \"}, {@code \\} and {@code \}{@code uXXXX}.
 */
public final class DisplayedValue {
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.:+-]+");

  /** Longer values are cut after this many characters. */
  public static final int LONGEST = 40;

  private static final int LONGEST_NAME = 200;

  private DisplayedValue() {}

  /**
   * @param value null for SQL's NULL
   */
  public static String of(String value) {
    if (value == null) {
      return "null";
    }
    boolean isLong = value.codePointCount(0, value.length()) > LONGEST;
    if (!isLong && BARE.matcher(value).matches() && !value.equals("null")) {
      return value;
    }
    return '"'
        + escaped(cut(value, LONGEST).replace("\\", "\\\\").replace("\"", "\\\""))
        + (isLong ? "…" : "")
        + '"';
  }

  /**
   * The name of an object: not quoted, escaped, and cut after {@value #LONGEST_NAME} characters.
   */
  public static String name(String name) {
    String cut = cut(name, LONGEST_NAME);
    return escaped(cut) + (cut.length() < name.length() ? "…" : "");
  }

  private static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest));
  }

  private static String escaped(String text) {
    return UnsafeCharacters.escapedLines(text).replace("\n", "\\n").replace("\t", "\\t");
  }
}
