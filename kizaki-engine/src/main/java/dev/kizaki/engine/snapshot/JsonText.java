package dev.kizaki.engine.snapshot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The parts of JSON's text, each in its one form. */
final class JsonText {
  private JsonText() {}

  /**
   * A text in quotes. Escaped are quotes, backslashes and what an eye or an encoder would lose:
   * control characters, line separators, invisible and direction marks, lone surrogates. The list
   * is spelled out because Java's own idea of such characters grows with each Unicode version.
   */
  static String quote(String text) {
    if (text.chars().noneMatch(c -> c == '"' || c == '\\' || isEscaped((char) c))) {
      return '"' + text + '"';
    }
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (isEscaped(c)) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static boolean isEscaped(char c) {
    return c < 0x20
        || c >= 0x7f && c <= 0x9f
        || c == 0xad
        || c == 0x61c
        || c >= 0x200b && c <= 0x200f
        || c >= 0x2028 && c <= 0x202e
        || c >= 0x2060 && c <= 0x206f
        || c == 0xfeff
        || Character.isSurrogate(c);
  }

  /** A list of texts on one line. */
  static String texts(List<String> texts) {
    return texts.stream().map(JsonText::quote).collect(Collectors.joining(", ", "[", "]"));
  }
}
