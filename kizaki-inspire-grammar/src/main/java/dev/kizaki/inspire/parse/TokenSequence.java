package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.ast.Comment;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * A text as the parser sees it: braces always balance, the last token is the end of the file.
 *
 * @param depths of each token, how many open braces it stands in; a brace has the depth around it
 * @param comments outside of free text
 * @param diagnostics what is wrong with the characters, texts and braces
 * @param complete whether every brace, parenthesis of free text, text and comment is closed
 */
record TokenSequence(
    List<Token> tokens,
    List<Integer> depths,
    List<Comment> comments,
    List<Diagnostic> diagnostics,
    boolean complete) {

  /** Whether the tokeniser added this token where the text lacks it (and said so). */
  static boolean isInserted(Token token) {
    return token.getType() != Token.EOF && token.getStopIndex() < token.getStartIndex();
  }
}
