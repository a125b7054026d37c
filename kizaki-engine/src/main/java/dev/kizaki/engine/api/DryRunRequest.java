package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;

/**
 * The request to {@link Kizaki#dryRun}.
 *
 * @param sql whether to print the SQL under each statement
 * @param allowDrift whether to report what {@code apply} would do if drift is allowed
 */
public record DryRunRequest(
    Project project, DatabaseSettings database, boolean sql, boolean allowDrift) {
  public DryRunRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
  }
}
