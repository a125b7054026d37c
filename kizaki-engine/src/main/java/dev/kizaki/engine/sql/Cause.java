package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * The plan statement that a piece of SQL serves.
 *
 * @param ordinal its place in the plan, from 0
 * @param statement its text, as the plan prints it
 */
public record Cause(int ordinal, String statement) {
  public Cause {
    Objects.requireNonNull(statement, "statement");
  }
}
