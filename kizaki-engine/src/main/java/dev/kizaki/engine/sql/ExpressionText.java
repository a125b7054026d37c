package dev.kizaki.engine.sql;

import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The text of an SQL expression: its canonical form, the columns that it names, and other names for
 * them. Works on tokens only: whether a word is a column is known from its place, and where it is
 * not known for certain, the answer says so.
 */
public final class ExpressionText {
  /** How certain it is that a word of an expression is a column. */
  private enum Place {
    COLUMN,
    /** Another thing: a function, a type, a part after a point. */
    OTHER,
    /** A column or another thing. */
    UNKNOWN
  }

  /** The words that follow the first one in the name of a type (section 8.1 and the next ones). */
  private static final Set<String> TYPE_PARTS =
      Set.of("precision", "varying", "with", "without", "time", "zone");

  /** After these words comes a type, a collation or a time zone, if not a column. */
  private static final Set<String> AFTER_TYPE_WORDS = Set.of("as", "collate", "at", "with", "time");

  private ExpressionText() {}

  /**
   * Returns the expression in one line: without comments, with one space where there is white
   * space, and without white space at its ends. Texts and quoted names are not changed, so they can
   * contain line breaks.
   */
  public static String canonical(String sql) {
    StringBuilder text = new StringBuilder();
    boolean space = false;
    for (Token token : SqlTokens.of(sql)) {
      if (isBlank(token)) {
        space = true;
        continue;
      }
      if (space && !text.isEmpty()) {
        text.append(' ');
      }
      text.append(token.text());
      space = false;
    }
    return text.toString();
  }

  /**
   * The column that the expression is and nothing else, in parentheses or not, also with a
   * collation: for PostgreSQL it is then no expression in an index.
   */
  public static Optional<String> column(String sql) {
    List<Token> tokens =
        words(sql).stream()
            .filter(token -> !token.text().equals("(") && !token.text().equals(")"))
            .toList();
    boolean alone = tokens.size() == 1 || textAt(tokens, 1).equalsIgnoreCase("collate");
    return alone && !ReservedWords.cannotNameColumn(tokens.get(0).text().toLowerCase(Locale.ROOT))
        ? identifier(tokens.get(0))
        : Optional.empty();
  }

  /** Returns those of the columns that the expression names, or may name. */
  public static Set<String> columns(String sql, Collection<String> columns) {
    Set<String> known = Set.copyOf(columns);
    List<Token> tokens = words(sql);
    Set<String> found = new HashSet<>();
    for (int each = 0; each < tokens.size(); each++) {
      Optional<String> name = identifier(tokens.get(each));
      if (name.filter(known::contains).isPresent() && place(tokens, each) != Place.OTHER) {
        found.add(name.get());
      }
    }
    return Set.copyOf(found);
  }

  /**
   * Returns the expression with another name for a column, as PostgreSQL renames it.
   *
   * @return empty if the expression has the name at a place where it can be a column or another
   *     thing
   */
  public static Optional<String> withColumnRenamed(String sql, String before, String after) {
    List<Token> tokens = SqlTokens.of(sql);
    List<Token> words = words(sql);
    StringBuilder text = new StringBuilder();
    int word = -1;
    for (Token token : tokens) {
      if (isBlank(token)) {
        text.append(token.text());
        continue;
      }
      word++;
      if (identifier(token).filter(before::equals).isEmpty()) {
        text.append(token.text());
        continue;
      }
      switch (place(words, word)) {
        case COLUMN -> text.append(Quoting.identifierIfNeeded(after));
        case OTHER -> text.append(token.text());
        case UNKNOWN -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(text.toString());
  }

  /** The tokens that are neither white space nor comments. */
  private static List<Token> words(String sql) {
    return SqlTokens.of(sql).stream()
        .filter(token -> !isBlank(token))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static boolean isBlank(Token token) {
    return switch (token.kind()) {
      case WHITE_SPACE, LINE_COMMENT, BLOCK_COMMENT -> true;
      default -> false;
    };
  }

  /** The name that a token is, as PostgreSQL folds it (section 4.1.1); empty for other tokens. */
  private static Optional<String> identifier(Token token) {
    return switch (token.kind()) {
      case WORD -> Optional.of(token.text().toLowerCase(Locale.ROOT));
      case QUOTED_IDENTIFIER ->
          Optional.of(token.text().substring(1, token.text().length() - 1).replace("\"\"", "\""));
      default -> Optional.empty();
    };
  }

  private static Place place(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    String before = textAt(tokens, at - 1);
    String after = textAt(tokens, at + 1);
    if (token.kind() == Kind.WORD && ReservedWords.cannotNameColumn(name(token))
        || after.equals("(")
        || after.equals(".")
        || isText(tokens, at + 1)
        || isArgumentName(tokens, at)
        || isPartOfType(tokens, at)) {
      return Place.OTHER;
    }
    boolean ambiguous =
        before.equals(".")
            || AFTER_TYPE_WORDS.contains(before.toLowerCase(Locale.ROOT))
            || before.equals("(") && after.equalsIgnoreCase("from");
    return ambiguous ? Place.UNKNOWN : Place.COLUMN;
  }

  /** {@code x::public.citext}, {@code x::double precision}, {@code x::timestamp with time zone}. */
  private static boolean isPartOfType(List<Token> tokens, int at) {
    int start = at;
    while (start > 0 && isTypeWord(tokens, start)) {
      start--;
    }
    return textAt(tokens, start - 1).equals(":") && textAt(tokens, start - 2).equals(":");
  }

  /** Whether the token can continue the type that the token before it begins. */
  private static boolean isTypeWord(List<Token> tokens, int at) {
    String before = textAt(tokens, at - 1);
    return before.equals(".")
        || tokens.get(at).text().equals(".")
        || TYPE_PARTS.contains(name(tokens.get(at)));
  }

  /** {@code name => value} in a call. */
  private static boolean isArgumentName(List<Token> tokens, int at) {
    return textAt(tokens, at + 1).equals("=") && textAt(tokens, at + 2).equals(">");
  }

  private static String textAt(List<Token> tokens, int at) {
    return at >= 0 && at < tokens.size() ? tokens.get(at).text() : "";
  }

  private static String name(Token token) {
    return identifier(token).orElse("");
  }

  private static boolean isText(List<Token> tokens, int at) {
    if (at >= tokens.size()) {
      return false;
    }
    return switch (tokens.get(at).kind()) {
      case STRING, ESCAPE_STRING, DOLLAR_STRING -> true;
      default -> false;
    };
  }
}
