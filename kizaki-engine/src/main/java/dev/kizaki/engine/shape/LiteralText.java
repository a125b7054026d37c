package dev.kizaki.engine.shape;

import java.util.stream.Collectors;

/** Literals as messages quote them: as Inspire writes them, long ones cut. */
final class LiteralText {
  private static final int LONGEST = 60;

  private LiteralText() {}

  static String of(DefaultValue.Literal literal) {
    if (literal instanceof DefaultValue.Text text) {
      return quoted(text.text());
    }
    if (literal instanceof DefaultValue.Number number) {
      return cut(number.value().toPlainString());
    }
    if (literal instanceof DefaultValue.Boolean bool) {
      return String.valueOf(bool.value());
    }
    if (literal instanceof DefaultValue.EnumValue enumValue) {
      return cut(enumValue.value());
    }
    return "[]";
  }

  static String quoted(String text) {
    return cut(text)
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

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
