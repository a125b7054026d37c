package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Characters that no text may hold as they are, not even in a comment: control characters, halves
 * of surrogate pairs, and the marks that turn the direction of writing, which can make a reviewed
 * line look like another one.
 */
final class Characters {
  private Characters() {}

  /** One diagnostic for each run of forbidden characters. */
  static List<Diagnostic> check(SourceText source) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    String text = source.text();
    int at = 0;
    while (at < text.length()) {
      int character = text.codePointAt(at);
      int end = at + Character.charCount(character);
      if (isForbidden(character)) {
        while (end < text.length() && isForbidden(text.codePointAt(end))) {
          end++;
        }
        diagnostics.add(forbidden(source, at, end));
      }
      at = end;
    }
    return diagnostics;
  }

  /** Whether a text may not hold this character unescaped. */
  static boolean isForbidden(int character) {
    if (character < 0x80) {
      return character < 0x20 && character != '\n' && character != '\t' || character == 0x7F;
    }
    return character < 0xA0
        || character >= 0x202A && character <= 0x202E
        || character >= 0x2066 && character <= 0x2069
        || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  /** A character as a message shows it: itself where that can be read, else its number. */
  static String show(int character) {
    boolean readable = Character.isLetterOrDigit(character) || character > 0x20 && character < 0x7F;
    return readable
        ? "'" + Character.toString(character) + "'"
        : String.format(Locale.ROOT, "U+%04X", character);
  }

  private static Diagnostic forbidden(SourceText source, int start, int end) {
    int character = source.text().codePointAt(start);
    return Diagnostic.error(
            DiagnosticCode.UNEXPECTED_CHARACTER,
            source.span(start, end),
            "unexpected control character " + show(character))
        .withHint("delete it, or write it as an escape inside a text in double quotes");
  }
}
