package dev.kizaki.engine.sql;

import dev.kizaki.engine.sql.SqlTokens.Kind;
import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The statements of a seed file. Seeds only read and write rows: the schema changes by migrations
 * alone, and all seeds run in one transaction.
 *
 * @param statements in order
 * @param problem the first part that is not a statement over rows, as {@code file:line: problem};
 *     then the statements are those before it
 */
public record SeedScript(List<SeedStatement> statements, Optional<String> problem) {
  private static final Set<String> ALLOWED =
      Set.of("insert", "update", "delete", "merge", "select", "with");

  /** The words before an {@code into} that does not create a table. */
  private static final Set<String> BEFORE_INTO = Set.of("insert", "merge");

  public SeedScript {
    statements = List.copyOf(statements);
    Objects.requireNonNull(problem, "problem");
  }

  /**
   * @param file the path of the file as messages print it
   * @param sql its text, with LF as the line end
   */
  public static SeedScript of(String file, String sql) {
    Reader reader = new Reader(file);
    Optional<String> problem = Optional.empty();
    for (Token token : SqlTokens.of(sql)) {
      problem = problem.or(() -> reader.problem(token));
      if (problem.isEmpty()) {
        reader.add(token);
      }
    }
    if (problem.isEmpty()) {
      problem = reader.end();
    }
    return new SeedScript(reader.statements, problem);
  }

  /** Collects the tokens of a statement until its semicolon. */
  private static final class Reader {
    private final String file;
    private final List<SeedStatement> statements = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** The words and other significant tokens of the statement, in lower case. */
    private final List<String> words = new ArrayList<>();

    private int line = 1;
    private int firstLine = 1;

    Reader(String file) {
      this.file = file;
    }

    Optional<String> problem(Token token) {
      if (!token.closed()) {
        return at(line, "%s is never closed; close it".formatted(token.opening()));
      }
      return isSemicolon(token) ? ofStatement() : Optional.empty();
    }

    void add(Token token) {
      if (isSemicolon(token)) {
        finish();
      } else if (!words.isEmpty() || isSignificant(token)) {
        if (words.isEmpty()) {
          firstLine = line;
        }
        text.append(token.text());
        if (isSignificant(token)) {
          words.add(token.text().toLowerCase(Locale.ROOT));
        }
      }
      line += (int) token.text().chars().filter(each -> each == '\n').count();
    }

    Optional<String> end() {
      Optional<String> problem = ofStatement();
      if (problem.isEmpty()) {
        finish();
      }
      return problem;
    }

    private void finish() {
      if (!words.isEmpty()) {
        statements.add(new SeedStatement(file, firstLine, text.toString().strip()));
      }
      text.setLength(0);
      words.clear();
    }

    private Optional<String> ofStatement() {
      if (words.isEmpty()) {
        return Optional.empty();
      }
      if (!ALLOWED.contains(words.get(0))) {
        return at(
            firstLine,
            "a seed takes statements that start with insert, update, delete, merge, select or with,"
                + " not with "
                + words.get(0));
      }
      for (int i = 1; i < words.size(); i++) {
        if (words.get(i).equals("into") && !BEFORE_INTO.contains(words.get(i - 1))) {
          return at(firstLine, "`select … into` creates a table, and a seed must not");
        }
      }
      return Optional.empty();
    }

    private Optional<String> at(int place, String problem) {
      return Optional.of("%s:%d: %s".formatted(file, place, problem));
    }

    private static boolean isSemicolon(Token token) {
      return token.kind() == Kind.SYMBOL && token.text().equals(";");
    }

    private static boolean isSignificant(Token token) {
      return switch (token.kind()) {
        case WHITE_SPACE, LINE_COMMENT, BLOCK_COMMENT -> false;
        case STRING, ESCAPE_STRING, DOLLAR_STRING, QUOTED_IDENTIFIER, WORD, SYMBOL -> true;
      };
    }
  }
}
