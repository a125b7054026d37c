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
 * @param renames how renamed fields are found between the phases
 */
public record DryRunRequest(
    Project project,
    DatabaseSettings database,
    boolean sql,
    boolean allowDrift,
    OnlineSettings online,
    DeployPhase phase,
    StatementSettings statements,
    RenameWay renames) {
  public DryRunRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(online, "online");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(statements, "statements");
    Objects.requireNonNull(renames, "renames");
  }

  /** A request that shows renamed fields by views. */
  public DryRunRequest(
      Project project,
      DatabaseSettings database,
      boolean sql,
      boolean allowDrift,
      OnlineSettings online,
      DeployPhase phase,
      StatementSettings statements) {
    this(project, database, sql, allowDrift, online, phase, statements, RenameWay.VIEWS);
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
