package dev.kizaki.engine.snapshot;

import java.util.Optional;

/**
 * The first difference between two JSON texts, apart from white space between tokens.
 *
 * @param offset the position of the different token in the text that was found
 * @param found that token, shortened
 * @param expected the token of the other text, shortened
 */
record TextDifference(int offset, String found, String expected) {
  private static final int MAX_LENGTH = 80;

  /** The first difference, if there is one. Both texts are JSON. */
  static Optional<TextDifference> first(String found, String expected) {
    if (found.equals(expected)) {
      return Optional.empty();
    }
    Tokens left = new Tokens(found);
    Tokens right = new Tokens(expected);
    while (true) {
      String foundToken = left.next();
      String expectedToken = right.next();
      if (!foundToken.equals(expectedToken)) {
        return Optional.of(
            new TextDifference(left.start, shortened(foundToken), shortened(expectedToken)));
      }
      if (foundToken.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  private static String shortened(String token) {
    return token.length() <= MAX_LENGTH ? token : token.substring(0, MAX_LENGTH) + "…";
  }

  /** The tokens of a JSON text: brackets, commas, colons, quoted texts, numbers and words. */
  private static final class Tokens {
    private final String text;
    private int start;
    private int end;

    Tokens(String text) {
      this.text = text;
    }

    /** The next token; empty at the end. */
    String next() {
      start = end;
      while (start < text.length() && isSpace(text.charAt(start))) {
        start++;
      }
      end = start;
      if (start < text.length()) {
        end = text.charAt(start) == '"' ? afterQuoted() : afterBare();
      }
      return text.substring(start, end);
    }

    private int afterQuoted() {
      int at = start + 1;
      while (text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      return at + 1;
    }

    private int afterBare() {
      int at = start + 1;
      if (isPunctuation(text.charAt(start))) {
        return at;
      }
      while (at < text.length() && !isSpace(text.charAt(at)) && !isPunctuation(text.charAt(at))) {
        at++;
      }
      return at;
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    private static boolean isPunctuation(char c) {
      return "{}[],:\"".indexOf(c) >= 0;
    }
  }
}
