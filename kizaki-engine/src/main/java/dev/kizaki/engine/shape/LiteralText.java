package dev.kizaki.engine.shape;

import java.util.stream.Collectors;

/** Formats literals for messages: as Inspire writes them, long ones truncated. */
final class LiteralText {
  private static final int LONGEST = 60;

  private LiteralText() {}

  static String of(DefaultValue.Literal literal) {
    if (literal instanceof DefaultValue.Text text) {
      return quoted(text.text());
    }
    if (literal instanceof DefaultValue.Number number) {
      return truncated(number.value().toPlainString());
    }
    if (literal instanceof DefaultValue.Boolean bool) {
      return String.valueOf(bool.value());
    }
    if (literal instanceof DefaultValue.EnumValue enumValue) {
      return truncated(enumValue.value());
    }
    return "[]";
  }

  static String quoted(String text) {
    return truncated(text)
        .codePoints()
        .mapToObj(LiteralText::escaped)
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int codePoint) {
    if (codePoint == '"' || codePoint == '\\') {
      return "\\" + (char) codePoint;
    }
    if (codePoint == '\n') {
      return "\\n";
    }
    if (codePoint == '\t') {
      return "\\t";
    }
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE
        ? String.format("\\u%04x", codePoint)
        : Character.toString(codePoint);
  }

  private static String truncated(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
