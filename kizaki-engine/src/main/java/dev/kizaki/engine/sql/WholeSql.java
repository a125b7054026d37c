package dev.kizaki.engine.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that an SQL text is one expression or one statement, and stays one at any place in a
 * command. This prevents mistakes only: a plan is code that people review, and the SQL in it can do
 * anything.
 */
public final class WholeSql {
  private static final Set<String> RUNNABLE =
      Set.of("insert", "update", "delete", "merge", "select", "with");

  /** What the text should be: an expression or a statement. */
  private final String what;

  private final Deque<Character> open = new ArrayDeque<>();
  private boolean hasToken;
  private boolean endsInComment;
  private String firstWord = "";

  private WholeSql(String what) {
    this.what = what;
  }

  /** The problem with the text as an expression, if there is one. */
  public static Optional<String> problemOfExpression(String text) {
    return new WholeSql("expression").problem(text);
  }

  /** The problem with the text as a statement of {@code run}, if there is one. */
  public static Optional<String> problemOfStatement(String text) {
    WholeSql sql = new WholeSql("statement");
    Optional<String> problem = sql.problem(text);
    return problem.isPresent() || RUNNABLE.contains(sql.firstWord.toLowerCase(Locale.ROOT))
        ? problem
        : Optional.of(
            "run takes a statement that starts with insert, update, delete, merge, select or with");
  }

  private Optional<String> problem(String text) {
    for (SqlTokens.Token token : SqlTokens.of(text)) {
      Optional<String> problem = token.closed() ? problem(token) : neverClosed(token.opening());
      if (problem.isPresent()) {
        return problem;
      }
    }
    if (!hasToken) {
      return Optional.of("the SQL %s is empty".formatted(what));
    }
    if (!open.isEmpty()) {
      return neverClosed(open.peek().toString());
    }
    return endsInComment
        ? Optional.of(
            "the SQL %s ends in a comment, which would hide what follows it".formatted(what))
        : Optional.empty();
  }

  private Optional<String> neverClosed(String opening) {
    return Optional.of("the SQL %s never closes a %s".formatted(what, opening));
  }

  private Optional<String> problem(SqlTokens.Token token) {
    switch (token.kind()) {
      case WHITE_SPACE -> {
        return Optional.empty();
      }
      case LINE_COMMENT, BLOCK_COMMENT -> {
        endsInComment = true;
        return Optional.empty();
      }
      case WORD, ESCAPE_STRING -> firstWord = firstWord.isEmpty() ? token.text() : firstWord;
      case STRING, DOLLAR_STRING, QUOTED_IDENTIFIER, SYMBOL -> {}
    }
    hasToken = true;
    endsInComment = false;
    return token.kind() == SqlTokens.Kind.SYMBOL
        ? problem(token.text().charAt(0))
        : Optional.empty();
  }

  private Optional<String> problem(char symbol) {
    return switch (symbol) {
      case '(', '[' -> {
        open.push(symbol);
        yield Optional.empty();
      }
      case ')' -> close(symbol, '(');
      case ']' -> close(symbol, '[');
      case ';' -> Optional.of("the SQL holds a semicolon: it must be one %s".formatted(what));
      case '\0' -> Optional.of("the SQL %s holds the character U+0000".formatted(what));
      default -> Optional.empty();
    };
  }

  private Optional<String> close(char bracket, char opening) {
    return !open.isEmpty() && open.pop() == opening
        ? Optional.empty()
        : Optional.of("the SQL %s closes a %s that it never opened".formatted(what, bracket));
  }
}
