package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceText;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Checks for characters that no file may contain, not even in a comment: control characters, halves
 * of surrogate pairs, and marks that change the direction of writing, because a line with such
 * marks can look like another one in a review.
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

  /** Whether a file must not contain this character. Inside of quotes it can be escaped. */
  static boolean isForbidden(int character) {
    return UnsafeCharacters.isSurrogate(character)
        || UnsafeCharacters.isControlOrDirection(character)
            && character != '\n'
            && character != '\t';
  }

  /** A character as a message shows it: itself if it is readable, else its number. */
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
            "unexpected control character %s".formatted(show(character)))
        .withHint("delete it, or write it as an escape inside a text in double quotes");
  }
}
