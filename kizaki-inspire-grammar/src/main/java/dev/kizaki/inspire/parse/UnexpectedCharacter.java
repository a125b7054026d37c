package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import java.util.Optional;

/** Diagnostics for a character that is not part of the language. */
final class UnexpectedCharacter {
  static final String NAMES = "names are made of the letters A to Z and a to z, digits and _";

  private UnexpectedCharacter() {}

  static Diagnostic at(SourceSpan span) {
    int character = span.text().codePointAt(0);
    return Diagnostic.error(
            DiagnosticCode.UNEXPECTED_CHARACTER,
            span,
            "unexpected character %s".formatted(Characters.show(character)))
        .withHint(hint(character));
  }

  private static Optional<String> hint(int character) {
    if (Character.isLetterOrDigit(character) || character == '-') {
      return Optional.of(NAMES);
    }
    return switch (character) {
      case '`' -> Optional.of("a name is written without quotes");
      case '\'', '\u2018', '\u2019', '\u201C', '\u201D' ->
          Optional.of("a text is written in double quotes, such as \"Draft\"");
      case '#' -> Optional.of("a comment starts with //");
      case '@' -> Optional.of("an annotation is written without a space, such as @unique");
      default ->
          Character.isSpaceChar(character)
              ? Optional.of("write an ordinary space instead")
              : Optional.empty();
    };
  }
}
