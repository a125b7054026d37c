package dev.kizaki.engine.apply;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.sql.CheckSchedule;
import java.util.Optional;

/**
 * Why a migration failed, as values for programs. It is the cause of the {@link
 * dev.kizaki.engine.api.Refusal} that an {@link Applier} throws.
 */
public final class MigrationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String migration;
  private final transient Optional<String> statement;
  private final transient Optional<String> sqlState;
  private final transient Optional<PlanStatement> failed;
  private final transient Optional<String> error;

  MigrationFailure(String text, String migration, StepFailure failure) {
    super(text, failure);
    this.migration = migration;
    this.statement = failure.step().map(step -> step.cause().text());
    this.sqlState = failure.sql().map(each -> each.getSQLState());
    this.failed = failure.step().map(step -> step.cause().statement());
    this.error = failure.sql().map(each -> each.getMessage().lines().findFirst().orElse(""));
  }

  /** A data check failed before the first migration ran. */
  MigrationFailure(String text, CheckSchedule.Entry stoppedBy) {
    super(text);
    this.migration = stoppedBy.migration().name();
    this.statement = Optional.of(stoppedBy.check().cause().text());
    this.sqlState = Optional.empty();
    this.failed = Optional.of(stoppedBy.check().cause().statement());
    this.error = Optional.empty();
  }

  /** The name of the migration. It was rolled back. */
  public String migration() {
    return migration;
  }

  /**
   * The plan statement that failed; absent if the failure was before the first or after the last.
   */
  public Optional<String> statement() {
    return statement;
  }

  /** The same as a value. */
  public Optional<PlanStatement> failed() {
    return failed;
  }

  /** The first line of PostgreSQL's error, if it reported one. */
  public Optional<String> error() {
    return error;
  }

  /** PostgreSQL's error code (SQLSTATE), if it reported one. */
  public Optional<String> sqlState() {
    return sqlState;
  }
}
