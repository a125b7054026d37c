package dev.kizaki.engine.plan.text;

/** Writes text literals. What is written here reads back as the same text. */
final class TextLiteral {
  private static final String FENCE = "\"\"\"";

  private TextLiteral() {}

  /** {@code "text"}, with the escapes of Inspire. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\u2029' || c == '\ufeff') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** A text of several lines as a raw block where that is the same text, else quoted. */
  static String block(String text) {
    if (!text.contains("\n") || !isPlain(text)) {
      return quote(text);
    }
    StringBuilder out = new StringBuilder(FENCE).append('\n');
    for (String line : text.split("\n", -1)) {
      out.append(line.isEmpty() ? "" : "  " + line).append('\n');
    }
    out.setLength(out.length() - 1);
    return out.append(FENCE).toString();
  }

  /** Whether stripping indentation and trailing white space leaves the text as it is. */
  private static boolean isPlain(String text) {
    return !text.contains(FENCE)
        && !text.endsWith("\"")
        && !text.endsWith("\n")
        && text.chars().allMatch(c -> c == '\n' || c >= ' ' && c != '\ufeff' && c != '\u007f')
        && text.equals(text.stripIndent());
  }
}
