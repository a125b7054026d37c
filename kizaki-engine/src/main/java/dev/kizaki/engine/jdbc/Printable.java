package dev.kizaki.engine.jdbc;

/**
 * Makes a text that came from a server fit for a terminal: characters that would steer it, or turn
 * the direction of reading, are written as {@code \}{@code uXXXX}.
 */
public final class Printable {
  private Printable() {}

  public static String text(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            each -> {
              if (steers(each)) {
                printable.append(String.format("\\u%04X", each));
              } else {
                printable.appendCodePoint(each);
              }
            });
    return printable.toString();
  }

  private static boolean steers(int codePoint) {
    int type = Character.getType(codePoint);
    return (type == Character.CONTROL && codePoint != '\n' && codePoint != '\t')
        || type == Character.FORMAT;
  }
}
