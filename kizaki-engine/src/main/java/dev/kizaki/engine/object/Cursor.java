package dev.kizaki.engine.object;

import dev.kizaki.engine.sql.SqlTokens.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads the tokens of a command from left to right. */
final class Cursor {
  private final List<Lexeme> lexemes;
  private int at;

  Cursor(List<Lexeme> lexemes) {
    this.lexemes = lexemes;
  }

  boolean atEnd() {
    return at >= lexemes.size();
  }

  /** The line of the next token, at the end that of the last one. */
  int line() {
    return lexemes.get(Math.min(at, lexemes.size() - 1)).line();
  }

  boolean sees(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (at + i >= lexemes.size() || !lexemes.get(at + i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Goes past these words if they are next. */
  boolean accept(String... words) {
    if (!sees(words)) {
      return false;
    }
    at += words.length;
    return true;
  }

  void expect(String word) {
    if (!accept(word)) {
      throw problem("here `%s` must follow, not %s".formatted(word, seen()));
    }
  }

  /** The next token as written; empty at the end. */
  String nextWord() {
    return atEnd() ? "" : lexemes.get(at).token().text();
  }

  boolean seesName() {
    return !atEnd() && lexemes.get(at).isName();
  }

  /** A name without a schema, as the catalog keeps it. */
  String name() {
    if (sees("u", "&") && at + 2 < lexemes.size() && isQuoted(lexemes.get(at + 2))) {
      throw problem("a name in the form U&\"…\" is not read here; write its characters themselves");
    }
    if (!seesName()) {
      throw problem("a name must follow here, not " + seen());
    }
    String name = SqlName.of(lexemes.get(at).token().text());
    at++;
    if (sees(".")) {
      throw problem(
          ("write %s without its schema: a migration runs with the schema of the tables on the"
                  + " search path")
              .formatted(following()));
    }
    return name;
  }

  /** The view or type in {@code view.column}; goes past both. */
  String ownerOfColumn() {
    if (!seesName()) {
      throw problem("the view and its column must follow here, not " + seen());
    }
    String owner = SqlName.of(lexemes.get(at).token().text());
    at++;
    expect(".");
    name();
    return owner;
  }

  private String following() {
    return at + 1 < lexemes.size() ? lexemes.get(at + 1).token().text() : "the name";
  }

  private static boolean isQuoted(Lexeme lexeme) {
    return lexeme.token().kind() == Kind.QUOTED_IDENTIFIER;
  }

  /** The tokens between the brackets that open here. */
  List<Lexeme> brackets() {
    if (!sees("(")) {
      throw problem("a ( must follow here, not " + seen());
    }
    int open = 0;
    for (int i = at; i < lexemes.size(); i++) {
      open += lexemes.get(i).is("(") ? 1 : lexemes.get(i).is(")") ? -1 : 0;
      if (open == 0) {
        List<Lexeme> inside = lexemes.subList(at + 1, i);
        at = i + 1;
        return inside;
      }
    }
    throw problem("this command never closes a (; close it");
  }

  /** The tokens up to the first of these words outside of brackets, or to the end. */
  List<Lexeme> until(String... words) {
    int start = at;
    int open = 0;
    while (at < lexemes.size()) {
      Lexeme lexeme = lexemes.get(at);
      if (open == 0 && isOneOf(lexeme, words)) {
        break;
      }
      open += lexeme.is("(") ? 1 : lexeme.is(")") ? -1 : 0;
      at++;
    }
    return lexemes.subList(start, at);
  }

  private static boolean isOneOf(Lexeme lexeme, String... words) {
    for (String word : words) {
      if (lexeme.is(word)) {
        return true;
      }
    }
    return false;
  }

  List<Lexeme> rest() {
    return until();
  }

  /** The parts between the commas outside of brackets; none of an empty list. */
  static List<List<Lexeme>> parts(List<Lexeme> lexemes) {
    List<List<Lexeme>> parts = new ArrayList<>();
    if (lexemes.isEmpty()) {
      return parts;
    }
    Cursor cursor = new Cursor(lexemes);
    do {
      parts.add(cursor.until(","));
    } while (cursor.accept(","));
    return parts;
  }

  /**
   * The tokens in one form of writing: words without quotes are folded, names have quotes only
   * where they need them, and white space is where words would touch.
   */
  static String text(List<Lexeme> lexemes) {
    StringBuilder text = new StringBuilder();
    Lexeme last = null;
    for (Lexeme lexeme : lexemes) {
      if (last != null && needsSpace(last, lexeme)) {
        text.append(' ');
      }
      text.append(text(lexeme));
      last = lexeme;
    }
    return text.toString();
  }

  private static String text(Lexeme lexeme) {
    return switch (lexeme.token().kind()) {
      case WORD -> lexeme.word();
      case QUOTED_IDENTIFIER -> SqlName.quoted(SqlName.of(lexeme.token().text()));
      default -> lexeme.token().text();
    };
  }

  private static boolean needsSpace(Lexeme last, Lexeme next) {
    if (last.is(",")) {
      return true;
    }
    boolean isTight = last.isSymbol() && !last.is(")") && !last.is("]") && !last.is("*");
    return !isTight && !next.isSymbol();
  }

  ProblemException problem(String sentence) {
    return new ProblemException(new ObjectProblem(line(), sentence));
  }

  private String seen() {
    return atEnd() ? "the end of the command" : "`" + lexemes.get(at).token().text() + "`";
  }

  /** Leaves the reading of a command; caught where all commands are read. */
  static final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ObjectProblem problem;

    ProblemException(ObjectProblem problem) {
      super(problem.sentence(), null, false, false);
      this.problem = problem;
    }

    ObjectProblem problem() {
      return problem;
    }
  }
}
