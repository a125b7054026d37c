package dev.kizaki.engine.shape;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The canonical forms of texts, uuids and bytes; each is empty for a text that is none. */
final class TextLiterals {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private TextLiterals() {}

  static Optional<String> string(String text) {
    return unstorable(text).isPresent() ? Optional.empty() : Optional.of(text);
  }

  static Optional<String> uuid(String text) {
    return UUID.matcher(text).matches()
        ? Optional.of(text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  static Optional<String> hex(String text) {
    try {
      return Optional.of(HexFormat.of().formatHex(HexFormat.of().parseHex(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the first character that a PostgreSQL text cannot hold, in words: NUL, or half a
   * surrogate pair.
   */
  static Optional<String> unstorable(String text) {
    return text.codePoints()
        .filter(c -> c == 0 || Character.getType(c) == Character.SURROGATE)
        .mapToObj(c -> String.format("it contains the character U+%04X", c))
        .findFirst();
  }
}
