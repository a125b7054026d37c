package dev.kizaki.engine.jdbc;

import dev.kizaki.inspire.source.UnsafeCharacters;
import java.util.ArrayList;
import java.util.List;

/**
 * SQL for a message: indented, with a caret under the position that PostgreSQL reports. Of a long
 * text, only the part around that position is shown.
 */
public final class SqlExcerpt {
  private static final int MOST_LINES = 24;
  private static final int MOST_COLUMNS = 160;
  private static final String CUT = "…";

  private SqlExcerpt() {}

  /**
   * @param position in characters from 1; 0 for none
   */
  public static List<String> lines(String sql, int position, String indent) {
    List<String> lines = sql.lines().map(UnsafeCharacters::escapedLines).toList();
    Place place = Place.of(sql, position);
    int first =
        place.line < 0 ? 0 : Math.max(0, Math.min(place.line - 12, lines.size() - MOST_LINES));
    int last = Math.min(lines.size(), first + MOST_LINES);
    List<String> excerpt = new ArrayList<>();
    if (first > 0) {
      excerpt.add(indent + CUT);
    }
    for (int line = first; line < last; line++) {
      excerpt.addAll(line(lines.get(line), line == place.line ? place.column : -1, indent));
    }
    if (last < lines.size()) {
      excerpt.add(indent + CUT);
    }
    return excerpt;
  }

  /**
   * One line, cut to what fits.
   *
   * @param column where the caret goes, from 0; -1 for no caret
   */
  private static List<String> line(String line, int column, String indent) {
    int length = line.codePointCount(0, line.length());
    int caret = Math.min(column, length);
    int from = Math.max(0, Math.min(caret - MOST_COLUMNS / 2, length - MOST_COLUMNS));
    int to = Math.min(length, from + MOST_COLUMNS);
    String before = from > 0 ? CUT : "";
    String shown =
        before
            + line.substring(line.offsetByCodePoints(0, from), line.offsetByCodePoints(0, to))
            + (to < length ? CUT : "");
    if (column < 0) {
      return List.of((indent + shown).stripTrailing());
    }
    // Tabs are kept, so that the caret is under its character.
    StringBuilder pointer = new StringBuilder(indent).append(" ".repeat(before.length()));
    line.codePoints()
        .skip(from)
        .limit(caret - from)
        .forEach(each -> pointer.append(each == '\t' ? '\t' : ' '));
    return List.of((indent + shown).stripTrailing(), pointer.append('^').toString());
  }

  /** A position as line and column, both from 0; line -1 when there is none. */
  private record Place(int line, int column) {
    static Place of(String sql, int position) {
      int length = sql.codePointCount(0, sql.length());
      if (position < 1 || position > length + 1) {
        return new Place(-1, -1);
      }
      String before = sql.substring(0, sql.offsetByCodePoints(0, position - 1));
      int start = before.lastIndexOf('\n') + 1;
      int line = (int) before.chars().filter(each -> each == '\n').count();
      return new Place(line, before.codePointCount(start, before.length()));
    }
  }
}
