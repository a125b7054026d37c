package dev.kizaki.engine.snapshot;

import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes texts as JSON, always in the same form. */
final class JsonString {
  private JsonString() {}

  /**
   * Returns a text in quotes. Quotes, backslashes and invisible characters are escaped, because a
   * person does not see them and an encoder can lose them.
   */
  static String quote(String text) {
    if (text.chars().noneMatch(c -> c == '"' || c == '\\' || UnsafeCharacters.isInvisible(c))) {
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
      } else if (UnsafeCharacters.isInvisible(c)) {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** Returns a list of texts on one line. */
  static String texts(List<String> texts) {
    return texts.stream().map(JsonString::quote).collect(Collectors.joining(", ", "[", "]"));
  }
}
