package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceText;

/** Diagnostics for something that is opened and never closed. They point to its start. */
final class Unclosed {
  private Unclosed() {}

  static Diagnostic bracket(SourceText source, int open) {
    char opening = source.text().charAt(open);
    char closing = opening == '{' ? '}' : opening == '(' ? ')' : ']';
    return at(source, open, 1, "this '%s' is never closed".formatted(opening))
        .withHint("add the missing '%s'".formatted(closing));
  }

  /** A text in double quotes ends on the line it starts on. */
  static Diagnostic text(SourceText source, int quote) {
    return at(source, quote, 1, "this text is never closed")
        .withHint("end it with \" on the same line; a line break inside is written \\n");
  }

  static Diagnostic rawText(SourceText source, int quotes) {
    return at(source, quotes, 3, "this text is never closed").withHint("end it with \"\"\"");
  }

  static Diagnostic comment(SourceText source, int start) {
    return at(source, start, 2, "this comment is never closed").withHint("end it with */");
  }

  private static Diagnostic at(SourceText source, int start, int length, String message) {
    return Diagnostic.error(DiagnosticCode.UNCLOSED, source.span(start, start + length), message);
  }
}
