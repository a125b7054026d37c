package dev.kizaki.engine.statements;

import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.List;

/** The text of a statement as a server has recorded it, in the form that files have. */
final class ServerText {
  private ServerText() {}

  /**
   * The text with {@code ??} for an operator {@code ?}, if the statement has no numbered parameter
   * that shows what {@code ?} is not.
   */
  static String escaped(String recorded) {
    List<Token> tokens = SqlTokens.of(recorded);
    if (PreparableStatement.isNumbered(tokens)) {
      return recorded;
    }
    StringBuilder text = new StringBuilder();
    tokens.forEach(token -> text.append(isQuestionMark(token) ? "??" : token.text()));
    return text.toString();
  }

  /**
   * The escaped text in one line, without comments. The server keeps the white space and the
   * comments of whichever statement came first, and comments can contain the number of a request.
   */
  static String inOneLine(String recorded) {
    StringBuilder text = new StringBuilder();
    boolean space = false;
    for (Token token : SqlTokens.of(escaped(recorded))) {
      if (!StatementFile.isSignificant(token)) {
        space = true;
        continue;
      }
      if (space && !text.isEmpty()) {
        // A string goes on only after a line break.
        text.append(token.continued() ? '\n' : ' ');
      }
      space = false;
      text.append(token.text());
    }
    return text.toString();
  }

  private static boolean isQuestionMark(Token token) {
    return token.kind() == Kind.SYMBOL && token.text().equals("?");
  }
}
