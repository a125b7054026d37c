package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.StageLedger;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.takeover.Takeovers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Takes one migration in progress back, in one transaction. */
final class TakenBackMigration implements RecoverableWork {
  private final ApplierSessions applierSessions;
  private final StageLedger ledger;
  private final SqlMigration back;
  private final ExpectedCatalog left;
  private final Recovery recovery;

  /**
   * @param ledger that of this run, to which the migration in progress belongs now
   * @param back the migration with the steps that take it back
   * @param left the objects that are expected afterwards
   */
  TakenBackMigration(
      ApplierSessions applierSessions,
      StageLedger ledger,
      SqlMigration back,
      ExpectedCatalog left) {
    this.applierSessions = applierSessions;
    this.ledger = ledger;
    this.back = back;
    this.left = left;
    this.recovery = new Recovery(applierSessions);
  }

  /**
   * Repeats the transaction until the migration is taken back.
   *
   * @throws Refusal when it cannot be taken back; nothing is changed
   * @throws EnvironmentFailure when the connection or the lock is lost for good
   */
  void run() {
    RunSettings settings = applierSessions.settings();
    TakeoverSteps none =
        new TakeoverSteps(Takeovers.NONE, settings.sessions(), settings.listener());
    boolean done = false;
    for (int attempt = 1; !done; attempt++) {
      try {
        applierSessions.transaction().runBack(back, ledger, applierSessions.lock(), none, left);
        done = true;
      } catch (StepFailure failure) {
        done = recovery.recoverFrom(failure, this, attempt);
      }
    }
  }

  @Override
  public SqlMigration migration() {
    return back;
  }

  @Override
  public String participle() {
    return "taken back";
  }

  @Override
  public String state() {
    return "Nothing was taken back, and %s is in progress as before.".formatted(back.name());
  }

  @Override
  public List<String> history() {
    return applierSessions.applied().stream().map(AppliedMigration::digest).toList();
  }

  @Override
  public boolean endsWithCommit() {
    return true;
  }

  /** The migration is neither in progress nor applied. */
  @Override
  public boolean isDone(Connection connection) throws SQLException {
    return ledger.readAll(connection).stream().noneMatch(each -> each.number() == back.number())
        && !new AppliedTable(applierSessions.settings().sessions().schema())
            .contains(connection, back);
  }

  @Override
  public boolean isOwn(Connection connection) throws SQLException {
    return ledger.readOwn(connection).isPresent();
  }

  @Override
  public String afterLostConnection() {
    return ". %s Run `mvn kizaki:abort` again.".formatted(state());
  }

  @Override
  public Refusal refusal(StepFailure failure, int attempts) {
    boolean data = failure.code() == RefusalCode.DATA_CHECK;
    String state =
        data || failure.refusesRows()
            ? state()
                + " Correct the rows and run `mvn kizaki:abort` again, or run `mvn kizaki:apply` to"
                + " go on with the migration."
            : state();
    FailureReport report =
        recovery.report(this, data ? failure.withoutRemedy() : failure, attempts, state);
    return new Refusal(
        report.code(), report.text("%s could not be taken back:".formatted(back.name())));
  }
}
