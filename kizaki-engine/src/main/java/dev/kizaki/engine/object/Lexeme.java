package dev.kizaki.engine.object;

import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;

/**
 * A token that is neither white space nor a comment.
 *
 * @param start where it starts in the text
 * @param line its line, from 1
 * @param word the word in small letters; empty if it is not a word without quotes
 */
record Lexeme(Token token, int start, int line, String word) {
  Lexeme(Token token, int start, int line) {
    this(token, start, line, token.kind() == Kind.WORD ? SqlName.fold(token.text()) : "");
  }

  boolean is(String text) {
    return token.kind() == Kind.SYMBOL ? token.text().equals(text) : word.equals(text);
  }

  boolean isName() {
    return token.kind() == Kind.WORD || token.kind() == Kind.QUOTED_IDENTIFIER;
  }

  boolean isSymbol() {
    return token.kind() == Kind.SYMBOL;
  }

  int end() {
    return start + token.text().length();
  }
}
