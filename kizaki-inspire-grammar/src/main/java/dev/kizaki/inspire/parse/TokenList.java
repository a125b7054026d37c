package dev.kizaki.inspire.parse;

import dev.kizaki.inspire.antlr.InspireBaseLexer;
import dev.kizaki.inspire.ast.Comment;
import dev.kizaki.inspire.source.Diagnostic;
import dev.kizaki.inspire.source.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.misc.Pair;

/** The tokens that the {@link Tokenizer} has read so far, and the open braces. */
final class TokenList {
  private final SourceText source;
  private final Pair<TokenSource, CharStream> origin;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Integer> depths = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final Deque<OpenBrace> open = new ArrayDeque<>();

  /** An open brace, and whether it contains statements of a plan. */
  private record OpenBrace(Token token, boolean holdsStatements) {}

  TokenList(SourceText source, TokenSource tokenSource, CharStream characters) {
    this.source = source;
    this.origin = new Pair<>(tokenSource, characters);
  }

  void add(Token token) {
    tokens.add(token);
    depths.add(open.size());
  }

  void add(int type, int start, int end) {
    add(token(type, start, end));
  }

  Token token(int type, int start, int end) {
    return new CommonToken(origin, type, Token.DEFAULT_CHANNEL, start, end - 1);
  }

  /** The type of the last token, or {@link Token#INVALID_TYPE} at the start of the text. */
  int lastType() {
    return tokens.isEmpty() ? Token.INVALID_TYPE : tokens.get(tokens.size() - 1).getType();
  }

  /**
   * Whether a brace after the last token would begin one side of a question: after {@code [RESOLVE]
   * either}, or after {@code } or}. The words can also be names.
   */
  boolean startsChoice() {
    if (tokens.size() < 2) {
      return false;
    }
    int before = tokens.get(tokens.size() - 2).getType();
    return lastType() == InspireBaseLexer.EITHER
            && before != InspireBaseLexer.ENTITY
            && before != InspireBaseLexer.ENUM
            && before != InspireBaseLexer.OBJECT
            && before != InspireBaseLexer.SEQUENCE
        || lastType() == InspireBaseLexer.OR && before == InspireBaseLexer.CLOSE_BRACE;
  }

  /** The offset after the last token. */
  int end() {
    return tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).getStopIndex() + 1;
  }

  int depth() {
    return open.size();
  }

  void open(Token brace, boolean holdsStatements) {
    add(brace);
    open.push(new OpenBrace(brace, holdsStatements));
  }

  void close(Token brace) {
    open.pop();
    add(brace);
  }

  boolean innermostHoldsStatements() {
    return open.peek().holdsStatements();
  }

  /** The diagnostic for the innermost open brace, which is never closed. */
  Diagnostic innermostUnclosed() {
    return Unclosed.bracket(source, open.peek().token().getStartIndex());
  }

  /** Inserts the missing closing brace of the innermost open brace. */
  void insertClose() {
    int end = end();
    close(token(InspireBaseLexer.CLOSE_BRACE, end, end));
  }

  void addComment(Token token) {
    String text = token.getText().stripTrailing();
    boolean line = token.getType() == InspireBaseLexer.LINE_COMMENT;
    String inner = line ? text.substring(2) : text.substring(2, text.length() - 2);
    int start = token.getStartIndex();
    comments.add(new Comment(inner.strip(), source.span(start, start + text.length())));
  }

  /** Adds the end of the file. */
  TokenSequence finish(List<Diagnostic> diagnostics, boolean complete) {
    add(Token.EOF, source.text().length(), source.text().length());
    return new TokenSequence(tokens, depths, comments, diagnostics, complete);
  }
}
