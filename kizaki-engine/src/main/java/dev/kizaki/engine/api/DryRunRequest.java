package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;

/**
 * The request to {@link Kizaki#dryRun}.
 *
 * @param sql whether to print the SQL under each statement
 * @param allowDrift whether to report what {@code apply} would do if drift is allowed
 * @param online which statements {@code apply} would carry out without blocking others
 * @param phase which part of the pending migrations {@code apply} would carry out
 * @param statements how the statements of the application are checked before a phase
 */
public record DryRunRequest(
    Project project,
    DatabaseSettings database,
    boolean sql,
    boolean allowDrift,
    OnlineSettings online,
    DeployPhase phase,
    StatementSettings statements) {
  public DryRunRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(online, "online");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(statements, "statements");
  }

  /** A request that checks the statements that the server has recorded. */
  public DryRunRequest(
      Project project,
      DatabaseSettings database,
      boolean sql,
      boolean allowDrift,
      OnlineSettings online,
      DeployPhase phase) {
    this(project, database, sql, allowDrift, online, phase, StatementSettings.DEFAULT);
  }

  /** A request for whole migrations. */
  public DryRunRequest(
      Project project,
      DatabaseSettings database,
      boolean sql,
      boolean allowDrift,
      OnlineSettings online) {
    this(project, database, sql, allowDrift, online, DeployPhase.WHOLE);
  }

  /** A request with the default settings for statements that would block others. */
  public DryRunRequest(
      Project project, DatabaseSettings database, boolean sql, boolean allowDrift) {
    this(project, database, sql, allowDrift, OnlineSettings.AUTO);
  }
}
