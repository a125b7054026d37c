package dev.kizaki.engine.report;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.ApplyListener;
import dev.kizaki.engine.apply.StepProgress;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.SqlMigration;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Warns when a migration starts about what it deletes, and passes every event on.
 *
 * @param losses the sentences about a migration
 */
public record DataLossLines(
    ApplyListener listener, Reporter reporter, Function<SqlMigration, List<String>> losses)
    implements ApplyListener {
  public DataLossLines {
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(reporter, "reporter");
    Objects.requireNonNull(losses, "losses");
  }

  @Override
  public void waitingForApplier(OtherSession holder, Duration waited) {
    listener.waitingForApplier(holder, waited);
  }

  @Override
  public void checkUnfinished(SqlMigration migration, DataCheck check, String reason) {
    listener.checkUnfinished(migration, check, reason);
  }

  @Override
  public void starting(SqlMigration migration) {
    listener.starting(migration);
    losses.apply(migration).forEach(reporter::warn);
  }

  @Override
  public void alreadyThere(SqlMigration migration, String text) {
    listener.alreadyThere(migration, text);
  }

  @Override
  public void stillRunning(
      SqlMigration migration,
      int step,
      int steps,
      Duration running,
      List<OtherSession> blocking,
      Optional<StepProgress> progress) {
    listener.stillRunning(migration, step, steps, running, blocking, progress);
  }

  @Override
  public void retrying(
      SqlMigration migration,
      int attempt,
      int attempts,
      Duration pause,
      String reason,
      List<OtherSession> blocking) {
    listener.retrying(migration, attempt, attempts, pause, reason, blocking);
  }

  @Override
  public void applied(SqlMigration migration, Duration duration) {
    listener.applied(migration, duration);
  }
}
