package dev.kizaki.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Splits an SQL text into tokens (PostgreSQL documentation, section 4.1), including white space and
 * comments: the tokens, concatenated, are the text. Every text can be split; only the last token
 * may be unterminated.
 */
public final class SqlTokens {
  /** The kinds of tokens. */
  public enum Kind {
    WHITE_SPACE,
    /** From {@code --} to the end of the line, without the line break. */
    LINE_COMMENT,
    BLOCK_COMMENT,
    /** {@code 'text'}. A prefix such as {@code U&} is a token of its own. */
    STRING,
    /** {@code E'text'}, in which a backslash escapes. */
    ESCAPE_STRING,
    DOLLAR_STRING,
    QUOTED_IDENTIFIER,
    /** A key word or an identifier without quotes. */
    WORD,
    /** Any other single character. */
    SYMBOL
  }

  /**
   * A token.
   *
   * @param text the whole token, including its delimiters
   * @param opening the opening delimiter; empty for tokens without delimiters
   * @param closed whether the token is terminated
   * @param continued whether it is a string that continues the string before it
   */
  public record Token(Kind kind, String text, String opening, boolean closed, boolean continued) {
    public Token {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(opening, "opening");
    }
  }

  private static final Pattern DOLLAR_QUOTE =
      Pattern.compile("\\$([A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_\\x{80}-\\x{10FFFF}]*)?\\$");

  /** PostgreSQL treats every character outside ASCII as a letter. */
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_$\\x{80}-\\x{10FFFF}]*");

  private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\n\\r\\f\\x0B]+");
  private static final Pattern LINE_COMMENT = Pattern.compile("--[^\\r\\n]*+");

  /** A string continues after white space and line comments that contain a line break. */
  private static final Pattern CONTINUATION =
      Pattern.compile(
          "(?:[ \\t\\f\\x0B]|--[^\\r"
              + "\\n"
              + "]*+)*+[\\r"
              + "\\n"
              + "](?:[ \\t\\f\\x0B\\r"
              + "\\n"
              + "]|--[^\\r"
              + "\\n"
              + "]*+[\\r"
              + "\\n"
              + "])*+'");

  private final String sql;
  private final Matcher word;
  private final Matcher whiteSpace;
  private final Matcher lineComment;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  /** The index at which the last string continues; -1 if it does not. */
  private int continuation = -1;

  private Kind continuedKind = Kind.STRING;

  private SqlTokens(String sql) {
    this.sql = sql;
    this.word = WORD.matcher(sql);
    this.whiteSpace = WHITE_SPACE.matcher(sql);
    this.lineComment = LINE_COMMENT.matcher(sql);
  }

  /** The tokens in order. */
  public static List<Token> of(String sql) {
    SqlTokens tokens = new SqlTokens(sql);
    while (tokens.at < sql.length()) {
      tokens.next();
    }
    return List.copyOf(tokens.tokens);
  }

  /**
   * The words of a text, including those in strings and comments. A string may be run as SQL, so
   * the names in it count as mentioned.
   */
  public static Stream<String> words(String sql) {
    return WORD.matcher(sql).results().map(MatchResult::group);
  }

  private void next() {
    if (at == continuation) {
      string(continuedKind, at, true);
    } else if (!matches(Kind.WHITE_SPACE, whiteSpace) && !matches(Kind.LINE_COMMENT, lineComment)) {
      other();
    }
  }

  private void other() {
    if (sql.startsWith("/*", at)) {
      blockComment();
      return;
    }
    switch (sql.charAt(at)) {
      case '\'' -> string(Kind.STRING, at, false);
      case '"' -> add(Kind.QUOTED_IDENTIFIER, endOfQuoted(at, '"', false), "\"", false);
      case '$' -> dollar();
      case 'e', 'E' -> escapeStringOrWord();
      default -> wordOrSymbol();
    }
  }

  private void escapeStringOrWord() {
    if (sql.startsWith("'", at + 1)) {
      string(Kind.ESCAPE_STRING, at + 1, false);
    } else {
      wordOrSymbol();
    }
  }

  private void wordOrSymbol() {
    if (!matches(Kind.WORD, word)) {
      add(Kind.SYMBOL, at + 1, "", false);
    }
  }

  private void string(Kind kind, int quote, boolean continued) {
    add(kind, endOfQuoted(quote, '\'', kind == Kind.ESCAPE_STRING), "'", continued);
    Matcher more = CONTINUATION.matcher(sql).region(at, sql.length());
    continuation = more.lookingAt() ? more.end() - 1 : -1;
    continuedKind = kind;
  }

  /** The end of the text that the quote at this index opens; -1 if it is never closed. */
  private int endOfQuoted(int start, char quote, boolean escapes) {
    int i = start + 1;
    while (i < sql.length()) {
      boolean isPair =
          escapes && sql.charAt(i) == '\\'
              || sql.charAt(i) == quote && sql.startsWith(String.valueOf(quote), i + 1);
      if (!isPair && sql.charAt(i) == quote) {
        return i + 1;
      }
      i += isPair ? 2 : 1;
    }
    return -1;
  }

  private void dollar() {
    Matcher opening = DOLLAR_QUOTE.matcher(sql).region(at, sql.length());
    if (!opening.lookingAt()) {
      add(Kind.SYMBOL, at + 1, "", false);
      return;
    }
    String tag = opening.group();
    int end = sql.indexOf(tag, opening.end());
    add(Kind.DOLLAR_STRING, end < 0 ? -1 : end + tag.length(), tag, false);
  }

  /** Block comments can be nested. */
  private void blockComment() {
    int depth = 0;
    int i = at;
    while (i < sql.length()) {
      if (sql.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else if (sql.startsWith("*/", i)) {
        depth--;
        i += 2;
        if (depth == 0) {
          add(Kind.BLOCK_COMMENT, i, "/*", false);
          return;
        }
      } else {
        i++;
      }
    }
    add(Kind.BLOCK_COMMENT, -1, "/*", false);
  }

  private boolean matches(Kind kind, Matcher matcher) {
    if (!matcher.region(at, sql.length()).lookingAt()) {
      return false;
    }
    add(kind, matcher.end(), "", false);
    return true;
  }

  /**
   * @param end -1 if the token is unterminated and therefore extends to the end of the text
   */
  private void add(Kind kind, int end, String opening, boolean continued) {
    int actualEnd = end < 0 ? sql.length() : end;
    tokens.add(new Token(kind, sql.substring(at, actualEnd), opening, end >= 0, continued));
    at = actualEnd;
  }
}
