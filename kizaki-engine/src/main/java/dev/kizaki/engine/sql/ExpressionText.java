package dev.kizaki.engine.sql;

import dev.kizaki.engine.sql.SqlTokens.Token;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The text of an SQL expression: its canonical form, the columns that it names, and other names for
 * them. Works on tokens only: whether a word is a column is known from its place, and where it is
 * not known for certain, the answer says so.
 */
public final class ExpressionText {
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
      if (ExpressionTokens.isBlank(token)) {
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
    ExpressionTokens tokens = new ExpressionTokens(sql);
    int[] inside =
        IntStream.range(0, tokens.size())
            .filter(at -> !tokens.text(at).equals("(") && !tokens.text(at).equals(")"))
            .toArray();
    boolean alone =
        inside.length == 1 || inside.length > 1 && tokens.word(inside[1]).equals("collate");
    return alone && !ReservedWords.cannotNameColumn(tokens.word(inside[0]))
        ? tokens.identifier(inside[0])
        : Optional.empty();
  }

  /** Returns those of the columns that the expression names, or may name. */
  public static Set<String> columns(String sql, Collection<String> columns) {
    Set<String> known = Set.copyOf(columns);
    ExpressionTokens tokens = new ExpressionTokens(sql);
    Set<String> found = new HashSet<>();
    for (int at = 0; at < tokens.size(); at++) {
      Optional<String> name = tokens.identifier(at).filter(known::contains);
      if (name.isPresent() && tokens.columnPlace(at) != Place.OTHER) {
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
    ExpressionTokens tokens = new ExpressionTokens(sql);
    return new NamePlaces(
            tokens, at -> tokens.isNamed(at, before) ? tokens.columnPlace(at) : Place.OTHER)
        .renamed(at -> Quoting.identifierIfNeeded(after));
  }
}
