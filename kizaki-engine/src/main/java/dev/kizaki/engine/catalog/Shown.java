package dev.kizaki.engine.catalog;

import java.util.regex.Pattern;

/**
 * Names and texts of a database in one line of a message: what would steer a terminal, end the line
 * or turn the direction of reading is written as {@code \}{@code uXXXX}. Names that others chose
 * can hold anything.
 */
public final class Shown {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private Shown() {}

  /** Bare where nobody could misread it, else in double quotes. */
  static String name(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + text(name.replace("\"", "\"\"")) + '"';
  }

  /** In one line. */
  public static String text(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            each -> {
              if (isUnfit(each)) {
                shown.append(String.format("\\u%04X", each));
              } else {
                shown.appendCodePoint(each);
              }
            });
    return shown.toString();
  }

  /** Whether a text can stand in a line as it is. */
  public static boolean isFit(String text) {
    return text.codePoints().noneMatch(Shown::isUnfit);
  }

  private static boolean isUnfit(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
