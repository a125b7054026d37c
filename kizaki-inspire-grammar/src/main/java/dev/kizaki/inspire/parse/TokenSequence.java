package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.ast.Comment;
import dev.kizaki.inspire.source.Diagnostic;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * The tokens of a text for the parser. Braces always balance; the last token is the end of the
 * file.
 *
 * @param depths the number of open braces around each token; a brace itself is not counted
 * @param comments outside of opaque text
 * @param diagnostics the problems of characters, texts and braces
 * @param complete whether every brace, parenthesis of opaque text, text and comment is closed
 */
record TokenSequence(
    List<Token> tokens,
    List<Integer> depths,
    List<Comment> comments,
    List<Diagnostic> diagnostics,
    boolean complete) {

  /**
   * Whether the tokeniser inserted this token because the text lacks it. That has been reported.
   */
  static boolean isInserted(Token token) {
    return token.getType() != Token.EOF && token.getStopIndex() < token.getStartIndex();
  }
}
