package dev.kizaki.engine.apply;

import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.sql.PlanStatementRef;
import java.util.Objects;

/**
 * Why a statement failed in a {@link TrialRun}.
 *
 * @param cause the statement
 * @param sql the command that failed; empty if the commands ran, and did not make what they say
 * @param message what PostgreSQL says; without a state if kizaki found it
 */
public record TrialFailure(PlanStatementRef cause, String sql, ServerMessage message) {
  public TrialFailure {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(sql, "sql");
    Objects.requireNonNull(message, "message");
  }

  /** The first line of the statement, without the brace that opens the rest. */
  public String statement() {
    return cause.text().lines().findFirst().orElse("").replaceFirst("\\s*[{]$", "");
  }
}
