package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;

/**
 * The request to {@link Kizaki#dryRun}.
 *
 * @param sql whether to print the SQL under each statement
 * @param allowDrift whether to report what {@code apply} would do if drift is allowed
 * @param online which statements {@code apply} would carry out without blocking others
 */
public record DryRunRequest(
    Project project,
    DatabaseSettings database,
    boolean sql,
    boolean allowDrift,
    OnlineSettings online) {
  public DryRunRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(online, "online");
  }

  /** A request with the default settings for statements that would block others. */
  public DryRunRequest(
      Project project, DatabaseSettings database, boolean sql, boolean allowDrift) {
    this(project, database, sql, allowDrift, OnlineSettings.AUTO);
  }
}
