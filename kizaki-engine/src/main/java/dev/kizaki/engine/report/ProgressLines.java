package dev.kizaki.engine.report;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.ApplyListener;
import dev.kizaki.engine.apply.StepProgress;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.text.ReadableDuration;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says an applier's progress in lines for people. Each is a line of its own and none is taken back
 * or written over: a build's log has no way to do that, and modules may be built side by side.
 */
public final class ProgressLines implements ApplyListener {
  private static final int LONGEST_STATEMENT = 60;

  private final Reporter reporter;
  private final boolean announcing;
  private Optional<String> heading;

  /** Announces each migration. */
  public ProgressLines(Reporter reporter) {
    this(reporter, true, Optional.empty());
  }

  private ProgressLines(Reporter reporter, boolean announcing, Optional<String> heading) {
    this.reporter = Objects.requireNonNull(reporter, "reporter");
    this.announcing = announcing;
    this.heading = heading;
  }

  /** Announces each migration, and says the heading before the first. */
  public static ProgressLines under(String heading, Reporter reporter) {
    return new ProgressLines(reporter, true, Optional.of(heading));
  }

  /** Says only what takes long or goes wrong. */
  public static ProgressLines ofSlowWork(Reporter reporter) {
    return new ProgressLines(reporter, false, Optional.empty());
  }

  @Override
  public void waitingForApplier(OtherSession holder, Duration waited) {
    reporter.info(
        "Waiting for another kizaki to finish, "
            + ReadableDuration.of(waited)
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
    heading.ifPresent(reporter::info);
    heading = Optional.empty();
    if (announcing) {
      reporter.info("Applying " + migration.name() + "...");
    }
  }

  @Override
  public void stillRunning(
      SqlMigration migration,
      int step,
      int steps,
      Duration running,
      List<OtherSession> blocking,
      Optional<StepProgress> progress) {
    reporter.info(
        migration.name()
            + ": SQL statement "
            + step
            + " of "
            + steps
            + " ("
            + statement(migration, step)
            + ")"
            + (blocking.isEmpty() ? " has been running for " : " has been waiting for ")
            + ReadableDuration.of(running)
            + progress.map(each -> ": " + each.text()).orElse("")
            + (blocking.isEmpty() ? "" : ". In the way: " + descriptions(blocking)));
  }

  /** The plan statement that the step serves, cut to what fits behind a name. */
  private static String statement(SqlMigration migration, int step) {
    String first = migration.steps().get(step - 1).cause().text().lines().findFirst().orElse("");
    String line = first.endsWith("{") ? first.substring(0, first.length() - 1).strip() : first;
    return line.length() <= LONGEST_STATEMENT
        ? line
        : line.substring(0, LONGEST_STATEMENT - 1) + "…";
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
            + ReadableDuration.of(pause)
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
