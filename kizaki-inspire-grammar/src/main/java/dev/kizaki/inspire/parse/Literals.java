package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.ast.Value;
import dev.kizaki.inspire.source.DiagnosticCode;
import dev.kizaki.inspire.source.SourceSpan;
import dev.kizaki.inspire.source.UnsafeCharacters;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and checks the literals of texts and numbers. */
final class Literals {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern NUMBER_WITH_UNIT = Pattern.compile("-?[0-9]+(\\.[0-9]+)?[A-Za-z]*");
  private static final Pattern EXPONENT =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?[eE](?<exponent>[+-]?[0-9]+)");

  /** The longest exponent, with its sign, whose number is short enough to be shown. */
  private static final int LONGEST_EXPONENT = 3;

  /**
   * The most characters of a number in PostgreSQL (section 8.1.2): 131072 digits before the point,
   * 16383 after it, the point and a sign.
   */
  private static final int LONGEST_NUMBER = 147_457;

  private static final Pattern BLANK_FIRST_LINE = Pattern.compile("^[ \t]*\n");
  private static final String ESCAPES = "the escapes are \\\" \\\\ \\n \\t and \\uXXXX";

  private final AstContext ast;

  Literals(AstContext ast) {
    this.ast = ast;
  }

  /** A number; {@code units} may follow it in the arguments of runtime-only annotations. */
  Value.Number number(String digits, SourceSpan span, boolean units) {
    if (!(units ? NUMBER_WITH_UNIT : NUMBER).matcher(digits).matches()) {
      ast.refuse(
          DiagnosticCode.MALFORMED_LITERAL,
          span,
          "'%s' is not a number".formatted(digits),
          numberHint(digits));
    } else if (digits.length() > LONGEST_NUMBER) {
      ast.refuse(
          DiagnosticCode.MALFORMED_LITERAL,
          span,
          "a number of %d characters fits no type".formatted(digits.length()),
          "write a shorter one");
    }
    return new Value.Number(digits, span);
  }

  private static String numberHint(String digits) {
    Matcher exponent = EXPONENT.matcher(digits);
    if (!exponent.matches()) {
      return "numbers are written 12, -3 or 1.50; a name cannot start with a digit";
    }
    return exponent.group("exponent").length() <= LONGEST_EXPONENT
        ? "write %s".formatted(new BigDecimal(digits).toPlainString())
        : "write all digits, without an exponent";
  }

  Value.Text singleQuoted(SourceSpan span) {
    String inner = span.text().substring(1, span.text().length() - 1);
    ast.refuse(
        DiagnosticCode.MALFORMED_LITERAL,
        span,
        "a text is written in double quotes",
        "write \"" + inner.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    return new Value.Text(inner, span);
  }

  /** A text that has been reported already. Its value is not used. */
  Value.Text unclosed(SourceSpan span) {
    return new Value.Text(span.text(), span);
  }

  /** {@code """text"""} where it need not be SQL. */
  Value.Text raw(SourceSpan span) {
    if (ast.language() == Language.SCHEMA) {
      ast.refuse(
          span,
          "a text in \"\"\" is allowed only for the SQL of plans",
          "write it in double quotes, with \\n for a line break");
    }
    return block(span);
  }

  /**
   * {@code """text"""}: nothing in it is an escape. A blank first line is dropped, common
   * indentation and trailing blanks are stripped, as in Java's text blocks.
   */
  Value.Text block(SourceSpan span) {
    String inner = span.text().substring(3, span.text().length() - 3);
    return new Value.Text(BLANK_FIRST_LINE.matcher(inner).replaceFirst("").stripIndent(), span);
  }

  Value.Text quoted(SourceSpan span) {
    String written = span.text();
    StringBuilder text = new StringBuilder();
    int at = 1;
    int end = written.length() - 1;
    while (at < end) {
      char character = written.charAt(at);
      int length = character == '\\' ? escape(span, written, at, end, text) : 1;
      if (character != '\\') {
        text.append(character);
      }
      at += length;
    }
    checkSurrogates(span, written, text);
    return new Value.Text(text.toString(), span);
  }

  /** Reads the escape at {@code at} and returns how long it is. */
  private int escape(SourceSpan span, String written, int at, int end, StringBuilder text) {
    char kind = written.charAt(at + 1);
    switch (kind) {
      case '"', '\\' -> text.append(kind);
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case 'u' -> {
        return unicodeEscape(span, written, at, end, text);
      }
      default -> {
        int length = 1 + Character.charCount(written.codePointAt(at + 1));
        String escape = written.substring(at, at + length);
        badEscape(
            span,
            at,
            length,
            "'%s' is not an escape".formatted(escape),
            "write \\%s for a backslash; %s".formatted(escape, ESCAPES));
        return length;
      }
    }
    return 2;
  }

  private int unicodeEscape(SourceSpan span, String written, int at, int end, StringBuilder text) {
    int digits = 0;
    while (digits < 4
        && at + 2 + digits < end
        && Character.digit(written.charAt(at + 2 + digits), 16) >= 0
        && written.charAt(at + 2 + digits) < 0x80) {
      digits++;
    }
    int length = 2 + digits;
    if (digits < 4) {
      badEscape(
          span,
          at,
          length,
          "'%s' lacks digits".formatted(written.substring(at, at + length)),
          "\\u is followed by four hexadecimal digits, such as \\u00E9");
      return length;
    }
    char unit = (char) Integer.parseInt(written.substring(at + 2, at + length), 16);
    if (unit == 0) {
      badEscape(span, at, length, "PostgreSQL cannot hold the character U+0000", "delete it");
      return length;
    }
    text.append(unit);
    return length;
  }

  /** Refuses half of a surrogate pair. Unescaped ones have been refused before. */
  private void checkSurrogates(SourceSpan span, String written, StringBuilder text) {
    boolean lone = text.codePoints().anyMatch(UnsafeCharacters::isSurrogate);
    if (lone && written.codePoints().noneMatch(UnsafeCharacters::isSurrogate)) {
      ast.refuse(
          DiagnosticCode.MALFORMED_LITERAL,
          span,
          "the text holds half a surrogate pair",
          "write the character itself, or both halves: \\uD83D\\uDE00");
    }
  }

  private void badEscape(SourceSpan span, int at, int length, String message, String hint) {
    int start = span.start() + at;
    ast.refuse(DiagnosticCode.MALFORMED_LITERAL, ast.span(start, start + length), message, hint);
  }
}
