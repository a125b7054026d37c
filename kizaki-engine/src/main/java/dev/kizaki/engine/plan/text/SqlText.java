package dev.kizaki.engine.plan.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokenises an SQL text just far enough (PostgreSQL documentation, section 4.1) to know that it is
 * one expression or one statement, and stays one wherever it is put. That guards against mistakes;
 * a plan is code that people review, and a text may still say anything.
 */
final class SqlText {
  private static final Set<String> RUNNABLE =
      Set.of("insert", "update", "delete", "merge", "select", "with");
  private static final Pattern DOLLAR_QUOTE =
      Pattern.compile("\\$([A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_\\x{80}-\\x{10FFFF}]*)?\\$");

  /** A word or identifier; PostgreSQL takes every character beyond ASCII for a letter. */
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z0-9_$\\x{80}-\\x{10FFFF}]*");

  /** A string goes on behind white space and line comments with a line end among them. */
  private static final Pattern CONTINUED =
      Pattern.compile(
          "(?:[ \\t\\f\\x0B]|--[^\\r\\n]*+)*+[\\r\\n](?:[ \\t\\f\\x0B\\r\\n]|--[^\\r\\n]*+[\\r\\n])*+'");

  private static final String SPACES = " \t\n\r\f\u000B";
  private static final Pattern LINE_END = Pattern.compile("[\\r\\n]");

  private final String text;
  private final Deque<Character> open = new ArrayDeque<>();
  private int at;
  private boolean hasToken;
  private boolean endsInComment;
  private String firstWord = "";

  private SqlText(String text) {
    this.text = text;
  }

  /** What is wrong with the text as an expression, if anything is. */
  static Optional<String> problemOfExpression(String text) {
    return new SqlText(text).problem("expression");
  }

  /** What is wrong with the text as a statement that {@code run} may hold, if anything is. */
  static Optional<String> problemOfStatement(String text) {
    SqlText sql = new SqlText(text);
    Optional<String> problem = sql.problem("statement");
    return problem.isPresent() || RUNNABLE.contains(sql.firstWord.toLowerCase(Locale.ROOT))
        ? problem
        : Optional.of(
            "run takes a statement that starts with insert, update, delete, merge, select or with");
  }

  private Optional<String> problem(String what) {
    while (at < text.length()) {
      Optional<String> problem = token(what);
      if (problem.isPresent()) {
        return problem;
      }
    }
    if (!hasToken) {
      return Optional.of("the SQL " + what + " is empty");
    }
    if (!open.isEmpty()) {
      return Optional.of("the SQL " + what + " never closes a " + open.peek());
    }
    return endsInComment
        ? Optional.of("the SQL " + what + " ends in a comment, which would hide what follows it")
        : Optional.empty();
  }

  private Optional<String> token(String what) {
    char c = text.charAt(at);
    if (SPACES.indexOf(c) >= 0) {
      at++;
      return Optional.empty();
    }
    if (text.startsWith("--", at)) {
      Matcher end = LINE_END.matcher(text);
      at = end.find(at) ? end.start() : text.length();
      endsInComment = true;
      return Optional.empty();
    }
    if (text.startsWith("/*", at)) {
      endsInComment = true;
      return blockComment(what);
    }
    endsInComment = false;
    hasToken = true;
    return switch (c) {
      case '\'' -> string(what, false);
      case '"' -> quoted(what, '"', false);
      case '$' -> dollar(what);
      case '(', '[' -> {
        open.push(c);
        at++;
        yield Optional.empty();
      }
      case ')', ']' -> close(what, c);
      case ';' -> Optional.of("the SQL holds a semicolon: it must be one " + what);
      case '\0' -> Optional.of("the SQL " + what + " holds the character U+0000");
      default -> word(what);
    };
  }

  private Optional<String> word(String what) {
    Matcher matcher = WORD.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      at++;
      return Optional.empty();
    }
    String word = matcher.group();
    if (firstWord.isEmpty()) {
      firstWord = word;
    }
    at = matcher.end();
    // In E'…' a backslash escapes.
    boolean escapes = word.equalsIgnoreCase("E") && text.startsWith("'", at);
    return escapes ? string(what, true) : Optional.empty();
  }

  private Optional<String> string(String what, boolean escapes) {
    Optional<String> problem = quoted(what, '\'', escapes);
    Matcher more = CONTINUED.matcher(text).region(at, text.length());
    while (problem.isEmpty() && more.lookingAt()) {
      at = more.end() - 1;
      problem = quoted(what, '\'', escapes);
      more.region(at, text.length());
    }
    return problem;
  }

  private Optional<String> quoted(String what, char quote, boolean escapes) {
    for (int i = at + 1; i < text.length(); i++) {
      if (escapes && text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
          i++;
        } else {
          at = i + 1;
          return Optional.empty();
        }
      }
    }
    return Optional.of("the SQL " + what + " never closes a " + quote);
  }

  private Optional<String> dollar(String what) {
    Matcher matcher = DOLLAR_QUOTE.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      at++;
      return Optional.empty();
    }
    int end = text.indexOf(matcher.group(), matcher.end());
    if (end < 0) {
      return Optional.of("the SQL " + what + " never closes a " + matcher.group());
    }
    at = end + matcher.group().length();
    return Optional.empty();
  }

  private Optional<String> blockComment(String what) {
    int depth = 0;
    while (at < text.length()) {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
        if (depth == 0) {
          return Optional.empty();
        }
      } else {
        at++;
      }
    }
    return Optional.of("the SQL " + what + " never closes a /*");
  }

  private Optional<String> close(String what, char bracket) {
    char expected = bracket == ')' ? '(' : '[';
    if (open.isEmpty() || open.pop() != expected) {
      return Optional.of("the SQL " + what + " closes a " + bracket + " that it never opened");
    }
    at++;
    return Optional.empty();
  }
}
