package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * A question to the rows that must have the answer "none" before the next command runs.
 *
 * @param cause the plan statement that asks
 * @param query one row with one number: how many rows stand in the way
 * @param problem what is wrong with them, to be read after their count: {@code rows of task would
 *     have no points}
 * @param remedy what to write in the plan
 */
public record DataCheck(Cause cause, String query, String problem, String remedy)
    implements SqlStep {
  public DataCheck {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(remedy, "remedy");
  }
}
