package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;
import java.util.Optional;

/**
 * The request to {@link Kizaki#apply}.
 *
 * @param target the name of the last migration to apply; absent to apply all
 * @param allowDrift whether to apply although the database differs from what its migrations made
 * @param acceptAhead whether to do nothing, and not to refuse, if the database has the whole
 *     history and newer migrations after it
 * @param online which statements are carried out without blocking readers and writers
 * @param phase which part of the pending migrations is applied
 * @param statements how the statements of the application are checked before a phase
 * @param renames how renamed fields are found between the phases
 */
public record ApplyRequest(
    Project project,
    DatabaseSettings database,
    Optional<String> target,
    boolean allowDrift,
    boolean acceptAhead,
    OnlineSettings online,
    DeployPhase phase,
    StatementSettings statements,
    RenameWay renames) {
  public ApplyRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(online, "online");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(statements, "statements");
    Objects.requireNonNull(renames, "renames");
  }

  /** A request that shows renamed fields by views. */
  public ApplyRequest(
      Project project,
      DatabaseSettings database,
      Optional<String> target,
      boolean allowDrift,
      boolean acceptAhead,
      OnlineSettings online,
      DeployPhase phase,
      StatementSettings statements) {
    this(
        project,
        database,
        target,
        allowDrift,
        acceptAhead,
        online,
        phase,
        statements,
        RenameWay.VIEWS);
  }

  /** A request that checks the statements that the server has recorded. */
  public ApplyRequest(
      Project project,
      DatabaseSettings database,
      Optional<String> target,
      boolean allowDrift,
      boolean acceptAhead,
      OnlineSettings online,
      DeployPhase phase) {
    this(
        project,
        database,
        target,
        allowDrift,
        acceptAhead,
        online,
        phase,
        StatementSettings.DEFAULT);
  }

  /** A request for whole migrations. */
  public ApplyRequest(
      Project project,
      DatabaseSettings database,
      Optional<String> target,
      boolean allowDrift,
      boolean acceptAhead,
      OnlineSettings online) {
    this(project, database, target, allowDrift, acceptAhead, online, DeployPhase.WHOLE);
  }

  /** A request to apply all of a packed history, with the default settings. */
  public static ApplyRequest of(PackedHistory history, DatabaseSettings database) {
    return new ApplyRequest(Project.of(history), database, Optional.empty());
  }

  /** A request with the default settings for statements that would block others. */
  public ApplyRequest(
      Project project,
      DatabaseSettings database,
      Optional<String> target,
      boolean allowDrift,
      boolean acceptAhead) {
    this(project, database, target, allowDrift, acceptAhead, OnlineSettings.AUTO);
  }

  /** A request that refuses a database that is ahead of the history. */
  public ApplyRequest(
      Project project, DatabaseSettings database, Optional<String> target, boolean allowDrift) {
    this(project, database, target, allowDrift, false);
  }

  /** A request that refuses a database that has drifted, or is ahead of the history. */
  public ApplyRequest(Project project, DatabaseSettings database, Optional<String> target) {
    this(project, database, target, false);
  }
}
