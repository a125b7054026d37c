package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;

/**
 * What {@link Kizaki#dryRun} is asked.
 *
 * @param sql whether to show the SQL under each statement
 */
public record DryRunRequest(Project project, DatabaseSettings database, boolean sql) {
  public DryRunRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
  }
}
