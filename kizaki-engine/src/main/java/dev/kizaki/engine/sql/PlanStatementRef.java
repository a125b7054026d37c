package dev.kizaki.engine.sql;

import dev.kizaki.engine.plan.PlanStatement;
import java.util.Objects;

/**
 * The plan statement that a command or check belongs to.
 *
 * @param ordinal its position in the plan, from 0; if the other phase of a deploy has the
 *     statement, the position at which this one does what it needs
 * @param statement the statement itself
 * @param text the statement as the plan prints it, for reports
 */
public record PlanStatementRef(int ordinal, PlanStatement statement, String text) {
  public PlanStatementRef {
    Objects.requireNonNull(statement, "statement");
    Objects.requireNonNull(text, "text");
  }
}
