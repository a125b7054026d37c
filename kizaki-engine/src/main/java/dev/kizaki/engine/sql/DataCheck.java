package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * A question to a database that must have the answer "none" before the next command runs. It only
 * reads.
 *
 * @param cause the plan statement that asks
 * @param subject what is looked for, in a few words: {@code rows of Task without title}
 * @param table whose rows are counted
 * @param reads what the answer depends on
 * @param probe how to ask
 */
public record DataCheck(
    PlanStatementRef cause, String subject, TableName table, DataScope reads, CheckQuery probe)
    implements SqlStep {
  public DataCheck {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(reads, "reads");
    Objects.requireNonNull(probe, "probe");
  }
}
