package dev.kizaki.engine.statements;

import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The text of a statement as a server has recorded it, in the form that files have. */
final class ServerText {
  /** Types that stand before a constant, such as {@code date '2026-01-31'}. */
  private static final Set<String> TYPES =
      Set.of(
          "bytea",
          "date",
          "interval",
          "json",
          "jsonb",
          "numeric",
          "text",
          "time",
          "timestamp",
          "timestamptz",
          "timetz",
          "uuid");

  private ServerText() {}

  /**
   * The text as an application could send it. The server has put a parameter in the place of each
   * constant, and PostgreSQL accepts none after the name of a type: {@code date $1} becomes {@code
   * $1::date}. An operator {@code ?} is written {@code ??} if the statement has no numbered
   * parameter that shows that it is an operator.
   */
  static String sendable(String recorded) {
    List<Token> tokens = SqlTokens.of(recorded);
    boolean numbered = PreparableStatement.isNumbered(tokens);
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < tokens.size()) {
      int parameter = parameterOfType(tokens, i);
      if (parameter > 0) {
        int end = PreparableStatement.endOfNumber(tokens, parameter);
        tokens.subList(parameter, end).forEach(each -> text.append(each.text()));
        text.append("::").append(tokens.get(i).text());
        i = end;
      } else {
        text.append(!numbered && isQuestionMark(tokens.get(i)) ? "??" : tokens.get(i).text());
        i++;
      }
    }
    return text.toString();
  }

  /** The index of the parameter that follows the name of a type; 0 if there is none. */
  private static int parameterOfType(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    boolean type =
        token.kind() == Kind.WORD && TYPES.contains(token.text().toLowerCase(Locale.ROOT));
    return type
            && i + 1 < tokens.size()
            && tokens.get(i + 1).kind() == Kind.WHITE_SPACE
            && PreparableStatement.isParameter(tokens, i + 2)
        ? i + 2
        : 0;
  }

  /**
   * The sendable text in one line, without comments. The server keeps the white space and the
   * comments of whichever statement came first, and comments can contain the number of a request.
   */
  static String inOneLine(String recorded) {
    StringBuilder text = new StringBuilder();
    boolean space = false;
    for (Token token : SqlTokens.of(sendable(recorded))) {
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
