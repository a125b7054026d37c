package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.FillPace;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.AppliedTable;
import dev.kizaki.engine.jdbc.FillPosition;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.StageLedger;
import dev.kizaki.engine.online.Stage;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.CheckQuery;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlStep;
import dev.kizaki.engine.sql.StepTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Applies one migration in stages, or goes on with one that an earlier run has begun. The ledger
 * says which stages have ended: the row of a transaction is committed with it, and of a command
 * outside a transaction the catalog tells whether it was finished.
 */
final class StagedMigration implements RecoverableWork {
  private static final long RETAINABLE_MEGABYTES = 1024;

  private final ApplierRun run;
  private final ApplierSessions applierSessions;
  private final RunSettings settings;
  private final Stages stages;
  private final StageLedger ledger;
  private final FillPauses pauses;
  private final SortedSet<Integer> twoColumns;
  private final Optional<MigrationInProgress> expanded;
  private int done;

  StagedMigration(ApplierRun run, FillPace pace, Stages stages) {
    this(run, pace, stages, new TreeSet<>(), Optional.empty());
  }

  /**
   * @param twoColumns the renames of the plan whose fields have two columns between the phases
   * @param expanded the migration as it is between its phases; absent unless the stages are those
   *     of the second phase
   */
  StagedMigration(
      ApplierRun run,
      FillPace pace,
      Stages stages,
      SortedSet<Integer> twoColumns,
      Optional<MigrationInProgress> expanded) {
    this.twoColumns = twoColumns;
    this.expanded = expanded;
    this.run = run;
    this.applierSessions = run.sessions();
    this.settings = applierSessions.settings();
    this.stages = stages;
    this.ledger = new StageLedger(settings.sessions().schema());
    this.pauses =
        new FillPauses(settings.listener(), settings.retryPolicy(), pace, RETAINABLE_MEGABYTES);
  }

  /**
   * Runs the stages that have not ended.
   *
   * @param begun what an earlier run has recorded; absent to begin
   * @throws Refusal when a stage fails
   * @throws EnvironmentFailure when the connection or the lock is lost for good
   */
  void apply(Optional<MigrationInProgress> begun) {
    begin(applierSessions.transaction().connection(), begun);
    done = begun.map(MigrationInProgress::done).orElse(0);
    Stopwatch running = new Stopwatch();
    Duration before =
        begun
            .map(each -> Duration.between(each.begunAt(), Instant.now()))
            .filter(each -> !each.isNegative())
            .orElse(Duration.ZERO);
    Optional<MigrationInProgress> interrupted = begun.filter(each -> !each.ended());
    while (done < stages.list().size()) {
      int number = done + 1;
      boolean again = interrupted.filter(each -> each.stage() == number).isPresent();
      FillPosition from = again ? interrupted.orElseThrow().position() : FillPosition.NONE;
      runWithRetries(again, from, before.plus(running.elapsed()));
      done = number;
    }
  }

  private void begin(Connection connection, Optional<MigrationInProgress> begun) {
    SqlMigration migration = stages.migration();
    try {
      connection.setAutoCommit(true);
      if (begun.filter(each -> each.phase() == stages.phase()).isPresent()) {
        ledger.takeOver(connection, migration.number());
      } else {
        MigrationInProgress beginning =
            new MigrationInProgress(
                migration.number(),
                migration.name(),
                migration.digest(),
                settings.toolVersion(),
                connection.getMetaData().getDatabaseMajorVersion(),
                stages.chosen(),
                stages.takenOver(),
                twoColumns,
                stages.digest(),
                stages.list().size(),
                0,
                true,
                "",
                Instant.EPOCH,
                FillPosition.NONE,
                stages.phase(),
                Optional.empty());
        ledger.createIfAbsent(connection);
        if (stages.phase() == DeployPhase.CONTRACT) {
          ledger.beginContract(connection, beginning);
        } else {
          ledger.begin(connection, beginning);
        }
      }
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw Preflight.isMissingRight(e) ? forbidden(e) : lostAtBeginning(e);
    }
  }

  private EnvironmentFailure lostAtBeginning(SQLException e) {
    return new EnvironmentFailure(
        RefusalCode.CONNECTION_LOST,
        "The connection to %s was lost at the beginning of %s (%s). Run the same command again. %s"
            .formatted(
                settings.sessions().address(),
                stages.migration().name(),
                ServerMessage.of(e).line(),
                run.progress().state()),
        e);
  }

  /** The role may create tables or not, and only a migration in stages needs this one. */
  private Refusal forbidden(SQLException e) {
    return new Refusal(
        RefusalCode.RIGHTS_MISSING,
        """
        %s needs stages, and the role may not write to the table %s that records them: %s. Grant \
        it CREATE on the schema "%s", or run with -Dkizaki.online=never, which blocks those who \
        use the tables. %s\
        """
            .formatted(
                stages.migration().name(),
                StepTable.NAME,
                ServerMessage.of(e).line(),
                settings.sessions().schema(),
                run.progress().state()));
  }

  /** The number of the stage that runs now, from 1. */
  private int number() {
    return done + 1;
  }

  private Stage stage() {
    return stages.list().get(done);
  }

  private void runWithRetries(boolean again, FillPosition from, Duration running) {
    settings.listener().stage(stages, number());
    boolean begun = again;
    FillPosition position = from;
    boolean ended = false;
    for (int attempt = 1; !ended; attempt++) {
      try {
        run(begun, position, running);
        ended = true;
      } catch (StepFailure failure) {
        ended = run.recovery().recoverFrom(failure, this, attempt);
        begun = true;
        position = ended ? position : position();
      }
    }
  }

  private void run(boolean begun, FillPosition from, Duration running) throws StepFailure {
    MigrationTransaction transaction = applierSessions.transaction();
    if (stage() instanceof Stage.Transaction) {
      transaction.runStage(
          stages, number(), ledger, applierSessions.lock(), run.takeovers(), running);
      return;
    }
    transaction.requireLock(applierSessions.lock());
    record(false, from);
    if (stage() instanceof Stage.Concurrent concurrent) {
      new IndexBuild(
              transaction.connection(),
              transaction.runner(),
              settings.listener(),
              settings.retryPolicy())
          .run(stages.migration(), concurrent, begun);
    } else {
      new RowFill(applierSessions, ledger, pauses, stages, number()).run(from);
    }
    transaction.requireLock(applierSessions.lock());
    comment();
    record(true, from);
  }

  /** A comment on an index that was built takes no lock on its table. */
  private void comment() throws StepFailure {
    try {
      HelperComments.write(
          applierSessions.transaction().connection(),
          settings.sessions().schema(),
          stages.migration(),
          stage());
    } catch (SQLException e) {
      throw StepFailure.at(StepFailure.Place.RECORD, e);
    }
  }

  private void record(boolean ended, FillPosition from) throws StepFailure {
    Connection connection = applierSessions.transaction().connection();
    int migration = stages.migration().number();
    try {
      boolean recorded =
          ended
              ? ledger.endStage(connection, migration, number(), stage().doing())
              : ledger.beginStage(connection, migration, number(), stage().doing(), from);
      if (!recorded) {
        throw StepFailure.lockLost();
      }
      connection.commit();
    } catch (SQLException e) {
      throw StepFailure.at(StepFailure.Place.RECORD, e);
    }
  }

  /**
   * How far the stage is, after it was rolled back. If it was not begun, the ledger has the
   * position of an earlier stage, which may be the end of the same table.
   */
  private FillPosition position() {
    Connection connection = applierSessions.transaction().connection();
    try {
      FillPosition position =
          ledger
              .readOwn(connection)
              .filter(each -> each.stage() == number() && !each.ended())
              .map(MigrationInProgress::position)
              .orElse(FillPosition.NONE);
      connection.rollback();
      return position;
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  @Override
  public SqlMigration migration() {
    return stages.migration();
  }

  @Override
  public String participle() {
    return "applied";
  }

  @Override
  public List<String> history() {
    return run.progress().digests();
  }

  /** The build of an index may go on in the server for long, and the next run finds it there. */
  @Override
  public boolean endsWithCommit() {
    return stage() instanceof Stage.Transaction;
  }

  @Override
  public boolean isDone(Connection connection) throws SQLException {
    boolean last = number() == stages.list().size();
    return last && stages.recordsMigration()
        ? new AppliedTable(settings.sessions().schema()).contains(connection, migration())
        : ledger.readOwn(connection).filter(each -> each.done() == number()).isPresent();
  }

  @Override
  public boolean isOwn(Connection connection) throws SQLException {
    return ledger.readOwn(connection).filter(each -> each.done() == done).isPresent();
  }

  @Override
  public String afterLostConnection() {
    return ". " + state();
  }

  @Override
  public Refusal refusal(StepFailure failure, int attempts) {
    withdrawIfUntouched();
    StepFailure explained = explained(failure);
    FailureReport report =
        run.recovery()
            .report(
                this,
                explained,
                attempts,
                done == 0 ? run.progress().state() : correction(explained) + state());
    return new Refusal(
        report.code(),
        report.text(),
        new MigrationFailure(report.text(), stages.migration().name(), explained));
  }

  /** What to do before the same command is run again. */
  private static String correction(StepFailure failure) {
    if (failure.code() == RefusalCode.OBJECT_CHANGED_MEANWHILE) {
      return "Restore it in the database. ";
    }
    return failure.refusesRows() || failure.code() == RefusalCode.DATA_CHECK
        ? "Correct the rows in the database. "
        : "";
  }

  /**
   * Without advice that does not hold for a migration in progress. If rows are refused, the failure
   * of a data check of the same statement, which names them.
   */
  private StepFailure explained(StepFailure failure) {
    if (done > 0 && failure.code() == RefusalCode.OBJECT_CHANGED_MEANWHILE) {
      return failure.withoutRemedy();
    }
    Optional<SqlStep> failed = failure.step().filter(any -> failure.refusesRows());
    if (failed.isEmpty()) {
      return failure;
    }
    MigrationTransaction transaction = applierSessions.transaction();
    List<SqlStep> steps = stages.migration().steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof DataCheck check
          && !(check.probe() instanceof CheckQuery.Dependents)
          && check.cause().equals(failed.get().cause())) {
        try {
          transaction.check(
              new Stage.Part(i, steps.get(i)), stages, applierSessions.lock(), run.takeovers());
        } catch (StepFailure found) {
          transaction.rollBack();
          if (found.code() == RefusalCode.DATA_CHECK) {
            return found.withoutRemedy();
          }
        }
      }
    }
    return failure;
  }

  /** If no stage has ended, the database is as it was, and nothing more is in progress. */
  private void withdrawIfUntouched() {
    if (done > 0) {
      return;
    }
    Connection connection = applierSessions.transaction().connection();
    try {
      if (stages.phase() == DeployPhase.CONTRACT) {
        if (expanded.isPresent()) {
          ledger.restore(connection, expanded.get());
        }
      } else {
        ledger.end(connection, stages.migration().number());
      }
      connection.commit();
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  private EnvironmentFailure lost(SQLException e) {
    return new EnvironmentFailure(
        RefusalCode.CONNECTION_LOST,
        "The connection to %s was lost while %s was being applied (%s). %s"
            .formatted(
                settings.sessions().address(),
                stages.migration().name(),
                ServerMessage.of(e).line(),
                state()),
        e);
  }

  @Override
  public String state() {
    return """
    %s is in progress: %d of %d stages are done. Run the same command again, which goes on with \
    stage %d (%s), or take the migration back with `mvn kizaki:abort`. %s\
    """
        .formatted(
            stages.migration().name(),
            done,
            stages.list().size(),
            number(),
            stage().doing(),
            run.progress().state());
  }
}
