package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.FillPace;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.FillPosition;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.ServerMessage;
import dev.kizaki.engine.jdbc.Sessions;
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

/**
 * Applies one migration in stages, or goes on with one that an earlier run has begun. The ledger
 * says which stages have ended: the row of a transaction is committed with it, and of a command
 * outside a transaction the catalog tells whether it was finished.
 */
final class StagedMigration {
  private static final long RETAINABLE_MEGABYTES = 1024;

  private final Sessions sessions;
  private final ApplierSessions applierSessions;
  private final SlowStepWatch watch;
  private final RetryPolicy retryPolicy;
  private final ApplyListener listener;
  private final String toolVersion;
  private final TakeoverSteps takeovers;
  private final ApplyProgress progress;
  private final Stages stages;
  private final StageLedger ledger;
  private final FillPauses pauses;
  private int done;

  StagedMigration(
      Sessions sessions,
      ApplierSessions applierSessions,
      SlowStepWatch watch,
      RetryPolicy retryPolicy,
      ApplyListener listener,
      String toolVersion,
      TakeoverSteps takeovers,
      ApplyProgress progress,
      FillPace pace,
      Stages stages) {
    this.sessions = sessions;
    this.applierSessions = applierSessions;
    this.watch = watch;
    this.retryPolicy = retryPolicy;
    this.listener = listener;
    this.toolVersion = toolVersion;
    this.takeovers = takeovers;
    this.progress = progress;
    this.stages = stages;
    this.ledger = new StageLedger(sessions.schema());
    this.pauses = new FillPauses(listener, retryPolicy, pace, RETAINABLE_MEGABYTES);
  }

  /**
   * Runs the stages that have not ended.
   *
   * @param begun what an earlier run has recorded; absent to begin
   * @throws Refusal when a stage fails
   * @throws EnvironmentFailure when the connection or the lock is lost
   */
  void run(Optional<MigrationInProgress> begun) {
    MigrationTransaction transaction = applierSessions.transaction();
    SqlMigration migration = stages.migration();
    begin(transaction.connection(), migration, begun);
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
      runWithRetries(transaction, number, again, from, before.plus(running.elapsed()));
      done = number;
    }
  }

  private void begin(
      Connection connection, SqlMigration migration, Optional<MigrationInProgress> begun) {
    try {
      connection.setAutoCommit(true);
      if (begun.isPresent()) {
        ledger.takeOver(connection, migration.number());
      } else {
        ledger.createIfAbsent(connection);
        ledger.begin(
            connection,
            new MigrationInProgress(
                migration.number(),
                migration.name(),
                migration.digest(),
                toolVersion,
                connection.getMetaData().getDatabaseMajorVersion(),
                stages.chosen(),
                stages.digest(),
                stages.list().size(),
                0,
                true,
                "",
                Instant.EPOCH,
                FillPosition.NONE));
      }
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw Preflight.isMissingRight(e) ? forbidden(e) : applierSessions.lost(e);
    }
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
                sessions.schema(),
                progress.state()));
  }

  private void runWithRetries(
      MigrationTransaction transaction,
      int number,
      boolean again,
      FillPosition from,
      Duration running) {
    Stage stage = stages.list().get(number - 1);
    listener.stage(stages, number);
    boolean begun = again;
    FillPosition position = from;
    for (int attempt = 1; ; attempt++) {
      try {
        run(transaction, stage, number, begun, position, running);
        return;
      } catch (StepFailure failure) {
        recover(transaction, failure, attempt, number);
        begun = true;
        position = position(transaction.connection());
      }
    }
  }

  private void run(
      MigrationTransaction transaction,
      Stage stage,
      int number,
      boolean begun,
      FillPosition from,
      Duration running)
      throws StepFailure {
    if (stage instanceof Stage.Transaction) {
      transaction.runStage(stages, number, ledger, applierSessions.lock(), takeovers, running);
      return;
    }
    transaction.requireLock(applierSessions.lock());
    record(transaction, stage, number, false, from);
    if (stage instanceof Stage.Concurrent concurrent) {
      new IndexBuild(transaction.connection(), transaction.runner(), listener, retryPolicy)
          .run(stages.migration(), concurrent, begun);
    } else {
      new RowFill(
              transaction,
              ledger,
              applierSessions.lock(),
              listener,
              retryPolicy,
              pauses,
              stages,
              number)
          .run(from);
    }
    transaction.requireLock(applierSessions.lock());
    record(transaction, stage, number, true, from);
  }

  private void record(
      MigrationTransaction transaction, Stage stage, int number, boolean ended, FillPosition from)
      throws StepFailure {
    Connection connection = transaction.connection();
    int migration = stages.migration().number();
    try {
      boolean recorded =
          ended
              ? ledger.endStage(connection, migration, number, stage.doing())
              : ledger.beginStage(connection, migration, number, stage.doing(), from);
      if (!recorded) {
        throw StepFailure.lockLost();
      }
      connection.commit();
    } catch (SQLException e) {
      throw StepFailure.at(StepFailure.Place.RECORD, e);
    }
  }

  private FillPosition position(Connection connection) {
    try {
      FillPosition position =
          ledger.read(connection).map(MigrationInProgress::position).orElse(FillPosition.NONE);
      connection.rollback();
      return position;
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /** Rolls the stage back; throws unless it is to be tried again. */
  private void recover(
      MigrationTransaction transaction, StepFailure failure, int attempt, int number) {
    if (!transaction.rollBack()) {
      throw lost(failure.sql().orElse(null));
    }
    if (failure.place() == StepFailure.Place.LOCK) {
      throw new EnvironmentFailure(
          RefusalCode.LOCK_LOST,
          "The lock for appliers of %s was lost. %s".formatted(sessions.address(), state(number)));
    }
    if (!failure.mayPass() || attempt >= retryPolicy.attempts()) {
      withdrawIfUntouched(transaction.connection());
      throw refusal(explained(transaction, failure), attempt, number);
    }
    Duration pause = retryPolicy.pauseAfter(attempt);
    listener.retrying(
        stages.migration(),
        attempt,
        retryPolicy.attempts(),
        pause,
        failure.sql().map(each -> ServerMessage.of(each).line()).orElse(""),
        watch.blocking());
    DatabaseWait.of(pause);
  }

  /** The failure of a data check of the same statement, which names the rows and what to do. */
  private StepFailure explained(MigrationTransaction transaction, StepFailure failure) {
    Optional<SqlStep> failed = failure.step().filter(any -> failure.refusesRows());
    if (failed.isEmpty()) {
      return failure;
    }
    List<SqlStep> steps = stages.migration().steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof DataCheck check
          && !(check.probe() instanceof CheckQuery.Dependents)
          && check.cause().equals(failed.get().cause())) {
        try {
          transaction.check(
              new Stage.Part(i, steps.get(i)), stages, applierSessions.lock(), takeovers);
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

  /** If no stage has ended, the database is as it was, and nothing is in progress. */
  private void withdrawIfUntouched(Connection connection) {
    if (done > 0) {
      return;
    }
    try {
      ledger.end(connection, stages.migration().number());
      connection.commit();
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  private Refusal refusal(StepFailure failure, int attempts, int number) {
    FailureReport report =
        new FailureReport(
            stages.migration(),
            failure,
            attempts,
            sessions.lockTimeout(),
            watch.blocking(),
            done == 0
                ? progress.state()
                : (failure.refusesRows() || failure.code() == RefusalCode.DATA_CHECK
                        ? "Correct the rows in the database. "
                        : "")
                    + state(number));
    return new Refusal(
        report.code(),
        report.text(),
        new MigrationFailure(report.text(), stages.migration().name(), failure));
  }

  private EnvironmentFailure lost(SQLException e) {
    return new EnvironmentFailure(
        RefusalCode.CONNECTION_LOST,
        "The connection to %s was lost while %s was being applied%s. %s"
            .formatted(
                sessions.address(),
                stages.migration().name(),
                e == null ? "" : " (" + ServerMessage.of(e).line() + ")",
                state(done + 1)),
        e);
  }

  /** What is done, and how to go on, as sentences. */
  private String state(int number) {
    return """
    %s is in progress: %d of %d stages are done. Run the same command again, which goes on with \
    stage %d (%s), or take the migration back with `mvn kizaki:abort`. %s\
    """
        .formatted(
            stages.migration().name(),
            done,
            stages.list().size(),
            number,
            stages.list().get(number - 1).doing(),
            progress.state());
  }
}
