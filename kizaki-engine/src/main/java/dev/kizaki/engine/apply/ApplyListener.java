package dev.kizaki.engine.apply;

import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Receives events of an applier while it runs. {@link #stillRunning} is called from another thread
 * than the other methods.
 */
public interface ApplyListener {
  /** Another applier holds the lock, and this one has waited for a while. */
  void waitingForApplier(OtherSession holder, Duration waited);

  /**
   * A data check could not be finished before the first migration. It runs again as a step of its
   * migration.
   *
   * @param reason a phrase that continues "not finished"
   */
  void checkUnfinished(SqlMigration migration, DataCheck check, String reason);

  /** The migration is about to be applied. Called once for a migration, even if it is retried. */
  void starting(SqlMigration migration);

  /**
   * The effect of a statement is in the database already, so its commands do not run. Called once
   * for a statement, even if its migration is retried.
   *
   * @param text what is there, as a line
   */
  void alreadyThere(SqlMigration migration, String text);

  /**
   * A step takes a long time.
   *
   * @param step the number of the step, from 1
   * @param steps the number of steps in the migration
   * @param blocking the sessions whose locks it waits for; empty if it does not wait
   * @param progress how far it is, if the server reports progress for the command
   */
  void stillRunning(
      SqlMigration migration,
      int step,
      int steps,
      Duration running,
      List<OtherSession> blocking,
      Optional<StepProgress> progress);

  /**
   * Other sessions held locks that the migration needs. It was rolled back and will be tried again.
   *
   * @param attempt the number of the failed attempt, from 1
   * @param attempts the highest number of attempts
   * @param pause the time until the next attempt
   * @param reason PostgreSQL's message
   * @param blocking the sessions whose locks it waited for, as far as they were seen
   */
  void retrying(
      SqlMigration migration,
      int attempt,
      int attempts,
      Duration pause,
      String reason,
      List<OtherSession> blocking);

  /**
   * A stage of a migration begins.
   *
   * @param number the number of the stage, from 1
   */
  void stage(Stages stages, int number);

  /**
   * A stage has written rows in batches for a while.
   *
   * @param number the number of the stage, from 1
   */
  void filling(Stages stages, int number, FillProgress progress);

  /**
   * A stage that writes rows in batches writes none for a while, because that would harm others.
   *
   * @param number the number of the stage, from 1
   * @param reason a sentence without its full stop
   * @param paused how long it has been pausing
   */
  void fillPaused(Stages stages, int number, String reason, Duration paused);

  /**
   * There are standbys, but the role may not see how far they lag. Called at most once for a
   * migration.
   *
   * @param role its quoted name
   */
  void lagNotWatched(Stages stages, String role);

  /** A session that a killed run has left builds an index, and this run waits for it. */
  void waitingForBuilder(TableName table, OtherSession builder, Duration waited);

  /** The migration and its history row are committed. */
  void applied(SqlMigration migration, Duration duration);
}
