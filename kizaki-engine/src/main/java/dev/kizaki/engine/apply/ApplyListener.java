package dev.kizaki.engine.apply;

import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.SqlMigration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Hears what an applier does while it does it. {@link #stillRunning} comes from another thread than
 * the rest.
 */
public interface ApplyListener {
  /** Another applier holds the lock, and has for a while. */
  void waitingForApplier(OtherSession holder, Duration waited);

  /**
   * A data check could not be finished up front; it is asked again at its turn.
   *
   * @param reason to be read behind "not finished"
   */
  void checkUnfinished(SqlMigration migration, DataCheck check, String reason);

  /** The migration is about to be applied; said once, however often it is tried. */
  void starting(SqlMigration migration);

  /**
   * A step takes long.
   *
   * @param step which one, from 1
   * @param steps how many there are
   * @param blocking whose locks it waits for; empty when it works
   * @param progress how far it is, where the server says so
   */
  void stillRunning(
      SqlMigration migration,
      int step,
      int steps,
      Duration running,
      List<OtherSession> blocking,
      Optional<StepProgress> progress);

  /**
   * Others kept the migration from its locks; it was rolled back and will be tried again.
   *
   * @param attempt which try failed, from 1
   * @param attempts how many there will be at most
   * @param reason PostgreSQL's message
   * @param blocking whose locks it waited for, as far as seen
   */
  void retrying(
      SqlMigration migration,
      int attempt,
      int attempts,
      Duration pause,
      String reason,
      List<OtherSession> blocking);

  /** The migration and its history row are committed. */
  void applied(SqlMigration migration, Duration took);
}
