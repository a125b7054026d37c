package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * A statement of a seed file.
 *
 * @param file the path of the file as messages print it
 * @param line the line of the file on which the statement begins, from 1
 * @param text the SQL without the semicolon
 */
public record SeedStatement(String file, int line, String text) {
  public SeedStatement {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(text, "text");
  }

  /**
   * The place of a character of the text: {@code file:line}.
   *
   * @param position in characters from 1, as PostgreSQL counts them; 0 for the whole statement
   */
  public String place(int position) {
    int characters = Math.max(0, Math.min(position - 1, text.codePointCount(0, text.length())));
    String before = text.substring(0, text.offsetByCodePoints(0, characters));
    return "%s:%d".formatted(file, line + before.chars().filter(each -> each == '\n').count());
  }
}
