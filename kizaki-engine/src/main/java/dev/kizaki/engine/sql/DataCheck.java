package dev.kizaki.engine.sql;

import java.util.Objects;

/**
 * A check that must find nothing in the database before the next command runs. It only reads.
 *
 * @param cause the plan statement that needs the check
 * @param subject what the check looks for, in a few words: {@code rows of Task without title}
 * @param table the table whose rows are counted
 * @param reads the data on which the result depends
 * @param probe the queries of the check
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
