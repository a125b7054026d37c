package dev.kizaki.engine.statements;

import java.util.Objects;

/**
 * A statement that an application sends.
 *
 * @param text without a semicolon at the end; parameters are {@code $1} or {@code ?}
 * @param source where it is from, as a phrase such as {@code statements.sql:12} or {@code 7 calls}
 * @param recorded whether the server has recorded it, so that it may be of any earlier version
 * @param calls how often the server has run it; 0 if it is from a file
 */
public record ApplicationStatement(String text, String source, boolean recorded, long calls) {
  private static final int LONGEST = 160;

  public ApplicationStatement {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(source, "source");
  }

  /** The text in one line, cut after 160 characters. */
  public String excerpt() {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST).stripTrailing() + "…";
  }
}
