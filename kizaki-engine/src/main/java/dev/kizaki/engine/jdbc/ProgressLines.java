package dev.kizaki.engine.jdbc;

import dev.kizaki.engine.Reporter;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.SqlMigration;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Says an applier's progress in lines for people. */
public final class ProgressLines implements ApplyListener {
  private final Reporter reporter;

  public ProgressLines(Reporter reporter) {
    this.reporter = Objects.requireNonNull(reporter, "reporter");
  }

  @Override
  public void waitingForApplier(OtherSession holder, Duration waited) {
    reporter.info(
        "Waiting for another kizaki to finish, "
            + Pause.text(waited)
            + " so far: "
            + holder.description());
  }

  @Override
  public void checkUnfinished(SqlMigration migration, DataCheck check, String reason) {
    reporter.info(
        migration.name()
            + ": the search for "
            + check.subject()
            + " was not finished "
            + reason
            + "; it runs again at its turn.");
  }

  @Override
  public void starting(SqlMigration migration) {
    reporter.info("Applying " + migration.name() + "...");
  }

  @Override
  public void stillRunning(
      SqlMigration migration, int step, int steps, Duration running, List<OtherSession> blocking) {
    reporter.info(
        migration.name()
            + ": SQL statement "
            + step
            + " of "
            + steps
            + (blocking.isEmpty() ? " has been running for " : " has been waiting for ")
            + Pause.text(running)
            + (blocking.isEmpty() ? "" : ". In the way: " + descriptions(blocking)));
  }

  @Override
  public void retrying(
      SqlMigration migration,
      int attempt,
      int attempts,
      Duration pause,
      String reason,
      List<OtherSession> blocking) {
    reporter.warn(
        migration.name()
            + " was rolled back (try "
            + attempt
            + " of "
            + attempts
            + ": "
            + reason
            + "); the next try comes in "
            + Pause.text(pause)
            + "."
            + (blocking.isEmpty() ? "" : " In the way: " + descriptions(blocking)));
  }

  /** The next line says it: another migration starts, or all is done. */
  @Override
  public void applied(SqlMigration migration, Duration took) {}

  private static String descriptions(List<OtherSession> sessions) {
    return sessions.stream().map(OtherSession::description).collect(Collectors.joining("; "));
  }
}
