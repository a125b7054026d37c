package dev.kizaki.engine.statements;

import dev.kizaki.engine.sql.Quoting;
import dev.kizaki.engine.sql.SqlTokens;
import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A statement in the form in which PostgreSQL can prepare it for copies of the tables in another
 * schema.
 *
 * @param text with parameters {@code $1}, {@code $2}, …
 * @param parameters the number of the last parameter; 0 if there is none
 */
record PreparableStatement(String text, int parameters) {
  /** The statements that {@code PREPARE} accepts, by their first word. */
  private static final Set<String> FIRST_WORDS =
      Set.of("select", "insert", "update", "delete", "merge", "values", "with", "table");

  private static final int MOST_PARAMETERS = 65_535;

  /**
   * The form of a statement.
   *
   * @param statement as the application sends it
   * @param schema the schema of the tables
   * @param copies the schema of the copies
   * @param names the names of which the copies have some at some time
   * @return empty if PostgreSQL cannot prepare it, or what it means there is not certain
   */
  static Optional<PreparableStatement> of(
      String statement, String schema, String copies, Set<String> names) {
    List<Token> tokens = SqlTokens.of(statement);
    List<Token> significant = tokens.stream().filter(StatementFile::isSignificant).toList();
    boolean sound =
        tokens.stream().allMatch(Token::closed)
            && significant.stream().noneMatch(StatementFile::isSemicolon)
            && isOfKind(significant);
    return sound && isCertain(significant, schema)
        ? new Writer(tokens, schema, copies, names).write()
        : Optional.empty();
  }

  /** Whether a statement reads or writes rows, by its first word. */
  static boolean isOfKind(String statement) {
    return isOfKind(SqlTokens.of(statement).stream().filter(StatementFile::isSignificant).toList());
  }

  private static boolean isOfKind(List<Token> tokens) {
    return tokens.stream()
        .filter(each -> !each.text().equals("("))
        .findFirst()
        .filter(each -> FIRST_WORDS.contains(each.text().toLowerCase(Locale.ROOT)))
        .isPresent();
  }

  /** The names of a statement, as the catalog keeps them; its key words are among them. */
  static Stream<String> names(String statement) {
    return SqlTokens.of(statement).stream().flatMap(each -> name(each).stream());
  }

  /** Whether parameters are numbered, so that a question mark is an operator. */
  static boolean isNumbered(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (isParameter(tokens, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a parameter such as {@code $12} begins at an index. */
  static boolean isParameter(List<Token> tokens, int i) {
    return isSymbol(tokens, i, "$") && isDigit(tokens, i + 1);
  }

  /** The index after the parameter that begins at an index. */
  static int endOfNumber(List<Token> tokens, int parameter) {
    int end = parameter + 1;
    while (isDigit(tokens, end)) {
      end++;
    }
    return end;
  }

  private static boolean isSymbol(List<Token> tokens, int i, String symbol) {
    return i < tokens.size()
        && tokens.get(i).kind() == Kind.SYMBOL
        && tokens.get(i).text().equals(symbol);
  }

  private static boolean isDigit(List<Token> tokens, int i) {
    return i < tokens.size()
        && tokens.get(i).kind() == Kind.SYMBOL
        && tokens.get(i).text().length() == 1
        && Character.digit(tokens.get(i).text().charAt(0), 10) >= 0
        && tokens.get(i).text().charAt(0) < 128;
  }

  /** The name of the schema must not be that of a column or an alias as well. */
  private static boolean isCertain(List<Token> tokens, String schema) {
    boolean qualifies = false;
    boolean other = false;
    for (int i = 0; i < tokens.size(); i++) {
      if (isName(tokens.get(i), schema)) {
        boolean first = i == 0 || !isDot(tokens.get(i - 1));
        boolean qualifier =
            first
                && i + 2 < tokens.size()
                && isDot(tokens.get(i + 1))
                && name(tokens.get(i + 2)).isPresent();
        qualifies |= qualifier;
        other |= !qualifier;
      }
    }
    return !(qualifies && other);
  }

  private static boolean isDot(Token token) {
    return token.kind() == Kind.SYMBOL && token.text().equals(".");
  }

  private static boolean isName(Token token, String name) {
    return name(token).equals(Optional.of(name));
  }

  /** The name as the catalog keeps it; empty if the token is none. */
  private static Optional<String> name(Token token) {
    return switch (token.kind()) {
      case WORD -> Optional.of(token.text().toLowerCase(Locale.ROOT));
      case QUOTED_IDENTIFIER ->
          Optional.of(token.text().substring(1, token.text().length() - 1).replace("\"\"", "\""));
      default -> Optional.empty();
    };
  }

  /** Writes the text anew. */
  private static final class Writer {
    private final List<Token> tokens;
    private final String schema;
    private final String copies;
    private final Set<String> names;
    private final boolean numbered;
    private final StringBuilder text = new StringBuilder();
    private int parameters;

    Writer(List<Token> tokens, String schema, String copies, Set<String> names) {
      this.tokens = tokens;
      this.schema = schema;
      this.copies = copies;
      this.names = names;
      this.numbered = isNumbered(tokens);
    }

    Optional<PreparableStatement> write() {
      int i = 0;
      while (i < tokens.size()) {
        i = write(i);
      }
      return parameters <= MOST_PARAMETERS
          ? Optional.of(new PreparableStatement(text.toString(), parameters))
          : Optional.empty();
    }

    /**
     * @return the index of the next token
     */
    private int write(int i) {
      if (!numbered && isSymbol(tokens, i, "?")) {
        // The driver sends ?? as the operator ?.
        if (isSymbol(tokens, i + 1, "?")) {
          text.append('?');
          return i + 2;
        }
        parameters++;
        text.append('$').append(parameters);
        return i + 1;
      }
      if (isParameter(tokens, i)) {
        return number(i);
      }
      if (isName(tokens.get(i), schema) && isQualifier(i)) {
        text.append(Quoting.identifier(copies));
        return i + 1;
      }
      text.append(tokens.get(i).text());
      return i + 1;
    }

    private int number(int i) {
      int end = endOfNumber(tokens, i);
      StringBuilder digits = new StringBuilder();
      tokens.subList(i + 1, end).forEach(each -> digits.append(each.text()));
      parameters =
          Math.max(
              parameters,
              digits.length() > 5 ? MOST_PARAMETERS + 1 : Integer.parseInt(digits.toString()));
      text.append('$').append(digits);
      return end;
    }

    private boolean isQualifier(int i) {
      int dot = next(i);
      int name = next(dot);
      return name < tokens.size()
          && isSymbol(tokens, dot, ".")
          && name(tokens.get(name)).filter(names::contains).isPresent();
    }

    /** The index of the next token that is not white space or a comment. */
    private int next(int i) {
      int next = i + 1;
      while (next < tokens.size() && !StatementFile.isSignificant(tokens.get(next))) {
        next++;
      }
      return next;
    }
  }
}
