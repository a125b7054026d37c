package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * Finds the end of text that is not Inspire: the bodies of runtime-only declarations. Such text
 * balances its braces, brackets and parentheses, and contains texts in double quotes. A comment
 * starts only at the start of a line or after white space, because {@code /files/*} is a path and
 * {@code https://x} is an address.
 *
 * <p>Lexer modes of ANTLR do not replace this class: the end of a rule depends on lookahead ({@code
 * name :} outside of brackets), and the end of an unclosed body on {@link ItemStarts}.
 */
final class OpaqueText {
  private static final String EVERYONE = "@public";

  private final SourceText source;
  private final String text;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /**
   * Whether the rest is in an unclosed comment, so that missing brackets are not reported again.
   */
  private boolean inComment;

  OpaqueText(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /** The problems found so far. */
  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /**
   * The offset after the bracket that closes the one at {@code open}; empty, with a diagnostic, if
   * there is none before {@code limit}.
   */
  OptionalInt endOfBrackets(int open, int limit) {
    OpenBrackets brackets = new OpenBrackets();
    int at = open;
    while (at < limit) {
      int next = skip(at, limit);
      if (next > at) {
        at = next;
        continue;
      }
      if (text.charAt(at) == '}' && !brackets.holdsBrace()) {
        break;
      }
      brackets.read(at);
      at++;
      if (brackets.isEmpty()) {
        return OptionalInt.of(at);
      }
    }
    if (!inComment) {
      diagnostics.add(Unclosed.bracket(source, open));
    }
    return OptionalInt.empty();
  }

  /**
   * The end of a rule that starts at {@code start}. It ends before {@code }}, or outside of
   * brackets before {@code name :} or {@code @}, except {@code @public}, which is part of a rule.
   * White space, comments and commas at its end do not belong to it.
   */
  int endOfRule(int start, int limit) {
    OpenBrackets brackets = new OpenBrackets();
    int end = start;
    int at = start;
    while (at < limit) {
      char character = text.charAt(at);
      if (brackets.isEmpty() && (startsAnnotation(at) || startsField(at))
          || character == '}' && !brackets.holdsBrace()) {
        break;
      }
      int next = skip(at, limit);
      if (next > at) {
        end = character == '"' ? next : end;
        at = next;
        continue;
      }
      brackets.read(at);
      at++;
      boolean separates = Character.isWhitespace(character) || character == ',';
      end = separates ? end : at;
    }
    brackets.reportInnermost();
    return end;
  }

  /** The offset after the text or comment that starts here, or {@code at} if none does. */
  private int skip(int at, int limit) {
    char character = text.charAt(at);
    if (character == '"') {
      return skipText(at, limit);
    }
    if (character != '/' || at > 0 && !Character.isWhitespace(text.charAt(at - 1))) {
      return at;
    }
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? limit : Math.min(end, limit);
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      if (end >= 0 && end + 2 <= limit) {
        return end + 2;
      }
      diagnostics.add(Unclosed.comment(source, at));
      inComment = true;
      return limit;
    }
    return at;
  }

  private int skipText(int quote, int limit) {
    for (int at = quote + 1; at < limit && text.charAt(at) != '\n'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == '"') {
        return at + 1;
      }
    }
    diagnostics.add(Unclosed.text(source, quote));
    int lineEnd = text.indexOf('\n', quote);
    int end = lineEnd < 0 ? limit : Math.min(lineEnd, limit);
    return quote + text.substring(quote, end).stripTrailing().length();
  }

  private boolean startsAnnotation(int start) {
    int end = start + EVERYONE.length();
    return text.charAt(start) == '@'
        && (!text.startsWith(EVERYONE, start) || end < text.length() && isWord(text.charAt(end)));
  }

  /** Whether {@code name :} starts here. */
  private boolean startsField(int start) {
    if (!isWord(text.charAt(start)) || start > 0 && isWordOrDot(text.charAt(start - 1))) {
      return false;
    }
    int at = start;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == ':';
  }

  private static boolean isWord(char character) {
    return character == '_' || Character.isLetterOrDigit(character);
  }

  private static boolean isWordOrDot(char character) {
    return character == '.' || isWord(character);
  }

  /** The open brackets, innermost first. */
  private final class OpenBrackets {
    private final Deque<Integer> offsets = new ArrayDeque<>();
    private int braces;

    boolean isEmpty() {
      return offsets.isEmpty();
    }

    boolean holdsBrace() {
      return braces > 0;
    }

    /** Reads the bracket at this offset. A closing parenthesis without an opening one is text. */
    void read(int at) {
      switch (text.charAt(at)) {
        case '{' -> {
          offsets.push(at);
          braces++;
        }
        case '(', '[' -> offsets.push(at);
        case ')' -> closeInnermost('(');
        case ']' -> closeInnermost('[');
        case '}' -> closeBrace();
        default -> {}
      }
    }

    void reportInnermost() {
      if (!offsets.isEmpty()) {
        diagnostics.add(Unclosed.bracket(source, offsets.peek()));
      }
    }

    private void closeInnermost(char opening) {
      if (!offsets.isEmpty() && text.charAt(offsets.peek()) == opening) {
        offsets.pop();
      }
    }

    /** A closing brace also closes open brackets and parentheses inside, which is an error. */
    private void closeBrace() {
      if (text.charAt(offsets.peek()) != '{') {
        reportInnermost();
      }
      while (text.charAt(offsets.peek()) != '{') {
        offsets.pop();
      }
      offsets.pop();
      braces--;
    }
  }
}
