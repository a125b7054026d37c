package dev.kizaki.engine.sql;

import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The tokens of an SQL expression that are neither white space nor comments, by their places from
 * 0. A place outside of the expression has no text and is no name.
 */
final class ExpressionTokens {
  /** The words that follow the first one in the name of a type (section 8.1 and the next ones). */
  private static final Set<String> TYPE_PARTS =
      Set.of("precision", "varying", "with", "without", "time", "zone");

  /** After these words comes a type, a collation or a time zone, if not a column. */
  private static final Set<String> AFTER_TYPE_WORDS = Set.of("as", "collate", "at", "with", "time");

  private final List<Token> all;
  private final List<Token> tokens;

  ExpressionTokens(String sql) {
    this.all = SqlTokens.of(sql);
    this.tokens = all.stream().filter(token -> !isBlank(token)).toList();
  }

  static boolean isBlank(Token token) {
    return switch (token.kind()) {
      case WHITE_SPACE, LINE_COMMENT, BLOCK_COMMENT -> true;
      default -> false;
    };
  }

  int size() {
    return tokens.size();
  }

  /** The token as it is written. */
  String text(int at) {
    return at >= 0 && at < tokens.size() ? tokens.get(at).text() : "";
  }

  /** The token in small letters if it is a word without quotes. */
  String word(int at) {
    return is(at, Kind.WORD) ? text(at).toLowerCase(Locale.ROOT) : "";
  }

  boolean is(int at, Kind kind) {
    return at >= 0 && at < tokens.size() && tokens.get(at).kind() == kind;
  }

  boolean isText(int at) {
    return is(at, Kind.STRING) || is(at, Kind.ESCAPE_STRING) || is(at, Kind.DOLLAR_STRING);
  }

  /** Whether the string continues the one before it. */
  boolean isContinued(int at) {
    return at < tokens.size() && tokens.get(at).continued();
  }

  /**
   * The name that a token is, as PostgreSQL folds it (section 4.1.1): in a database in UTF-8 only
   * the letters of ASCII are folded. Empty for other tokens.
   */
  Optional<String> identifier(int at) {
    if (is(at, Kind.WORD)) {
      return Optional.of(folded(text(at)));
    }
    if (is(at, Kind.QUOTED_IDENTIFIER)) {
      String text = text(at);
      return Optional.of(text.substring(1, text.length() - 1).replace("\"\"", "\""));
    }
    return Optional.empty();
  }

  /** The name without quotes as PostgreSQL folds it. */
  static String folded(String name) {
    StringBuilder folded = new StringBuilder(name);
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (c >= 'A' && c <= 'Z') {
        folded.setCharAt(at, (char) (c - 'A' + 'a'));
      }
    }
    return folded.toString();
  }

  /** Whether the token is this name. */
  boolean isNamed(int at, String name) {
    return identifier(at).filter(name::equals).isPresent();
  }

  /** Whether the name at this place is a column, as far as its place says so. */
  Place columnPlace(int at) {
    String before = text(at - 1);
    String after = text(at + 1);
    if (is(at, Kind.WORD) && ReservedWords.cannotNameColumn(word(at))
        || after.equals("(")
        || after.equals(".")
        || isText(at + 1)
        || isArgumentName(at)
        || isPartOfType(at)) {
      return Place.OTHER;
    }
    boolean ambiguous =
        before.equals(".")
            || AFTER_TYPE_WORDS.contains(before.toLowerCase(Locale.ROOT))
            || before.equals("(") && after.equalsIgnoreCase("from");
    return ambiguous ? Place.UNKNOWN : Place.NAMED;
  }

  /** {@code x::public.citext}, {@code x::double precision}, {@code x::timestamp with time zone}. */
  private boolean isPartOfType(int at) {
    int start = at;
    while (start > 0 && isTypeWord(start)) {
      start--;
    }
    return isCastBefore(start);
  }

  /** Whether {@code ::} stands before this place. */
  boolean isCastBefore(int at) {
    return text(at - 1).equals(":") && text(at - 2).equals(":");
  }

  /** Whether {@code ::} stands at this place. */
  boolean isCast(int at) {
    return text(at).equals(":") && text(at + 1).equals(":");
  }

  /** Whether the token can continue the type that the token before it begins. */
  private boolean isTypeWord(int at) {
    return text(at - 1).equals(".")
        || text(at).equals(".")
        || TYPE_PARTS.contains(identifier(at).orElse(""));
  }

  /** {@code name => value} in a call. */
  private boolean isArgumentName(int at) {
    return text(at + 1).equals("=") && text(at + 2).equals(">");
  }

  /** The whole expression with other tokens at some places. */
  String replaced(IntFunction<Optional<String>> replacement) {
    StringBuilder text = new StringBuilder();
    int place = 0;
    for (Token token : all) {
      text.append(
          isBlank(token) ? token.text() : replacement.apply(place++).orElseGet(token::text));
    }
    return text.toString();
  }
}
