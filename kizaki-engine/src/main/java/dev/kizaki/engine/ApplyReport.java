package dev.kizaki.engine;

import dev.kizaki.engine.jdbc.ApplyListener;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.sql.SqlMigration;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code apply} says while it runs. */
final class ApplyReport implements ApplyListener {
  private final Reporter reporter;

  ApplyReport(Reporter reporter) {
    this.reporter = reporter;
  }

  @Override
  public void starting(SqlMigration migration) {
    reporter.info("Applying " + migration.name() + "...");
  }

  @Override
  public void applied(SqlMigration migration, Duration took) {}

  @Override
  public void waitingForApplier(OtherSession holder, Duration waited) {
    reporter.info(
        "Waiting for another apply: "
            + holder.description()
            + " holds the lock ("
            + waited.toSeconds()
            + " s so far).");
  }

  @Override
  public void stillRunning(
      SqlMigration migration, int step, int steps, Duration running, List<OtherSession> blocking) {
    reporter.info(
        "  statement "
            + step
            + " of "
            + steps
            + ", "
            + running.toSeconds()
            + " s"
            + waitingFor(blocking));
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
        "  "
            + reason
            + waitingFor(blocking)
            + "; trying again in "
            + pause.toMillis()
            + " ms (attempt "
            + (attempt + 1)
            + " of "
            + attempts
            + ")");
  }

  private static String waitingFor(List<OtherSession> blocking) {
    return blocking.isEmpty()
        ? ""
        : ", waiting for "
            + blocking.stream().map(OtherSession::description).collect(Collectors.joining("; "));
  }
}
