package dev.kizaki.engine.report;

import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.ApplyListener;
import dev.kizaki.engine.apply.FillProgress;
import dev.kizaki.engine.apply.StepProgress;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.text.ReadableDuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reports an applier's progress as lines for people. No line is changed after it is printed,
 * because a build's log does not support that and Maven may build modules in parallel.
 */
public final class ProgressLines implements ApplyListener {
  private static final int LONGEST_STATEMENT = 60;
  private static final Duration SHORT_PAUSE = Duration.ofSeconds(1);

  private final Reporter reporter;
  private final boolean announcing;
  private Optional<String> heading;
  private Map<String, List<String>> warnings = Map.of();
  private Map<String, String> announcements = Map.of();

  /** Announces each migration. */
  public ProgressLines(Reporter reporter) {
    this(reporter, true, Optional.empty());
  }

  private ProgressLines(Reporter reporter, boolean announcing, Optional<String> heading) {
    this.reporter = Objects.requireNonNull(reporter, "reporter");
    this.announcing = announcing;
    this.heading = heading;
  }

  /** Announces each migration, and prints the heading before the first. */
  public static ProgressLines under(String heading, Reporter reporter) {
    return new ProgressLines(reporter, true, Optional.of(heading));
  }

  /** Reports only slow work and failed attempts. */
  public static ProgressLines ofSlowWork(Reporter reporter) {
    return new ProgressLines(reporter, false, Optional.empty());
  }

  /**
   * Warns when a migration starts, even if the migrations are not announced.
   *
   * @param warnings the sentences about a migration, by its name
   */
  public void warnWhenStarting(Map<String, List<String>> warnings) {
    this.warnings = Map.copyOf(warnings);
  }

  /** Prints another line than {@code Applying 0001_adopt...} when a migration starts. */
  public void announce(String migration, String line) {
    announce(Map.of(migration, line));
  }

  /** The same for several migrations, by their names. */
  public void announce(Map<String, String> lines) {
    announcements = Map.copyOf(lines);
  }

  @Override
  public void waitingForApplier(OtherSession holder, Duration waited) {
    reporter.info(
        "Waiting for another kizaki process to finish, %s so far: %s"
            .formatted(ReadableDuration.of(waited), holder.description()));
  }

  @Override
  public void checkUnfinished(SqlMigration migration, DataCheck check, String reason) {
    reporter.info(
        "%s: the search for %s was not finished %s; it runs again at the turn of its statement."
            .formatted(migration.name(), check.subject(), reason));
  }

  @Override
  public void starting(SqlMigration migration) {
    heading.ifPresent(reporter::info);
    heading = Optional.empty();
    if (announcing) {
      reporter.info(
          announcements.getOrDefault(
              migration.name(), "Applying %s...".formatted(migration.name())));
    }
    warnings.getOrDefault(migration.name(), List.of()).forEach(reporter::warn);
  }

  @Override
  public void alreadyThere(SqlMigration migration, String text) {
    reporter.info(text);
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
        "%s: SQL statement %d of %d (%s) has been %s for %s%s%s"
            .formatted(
                migration.name(),
                step,
                steps,
                statement(migration, step),
                blocking.isEmpty() ? "running" : "waiting",
                ReadableDuration.of(running),
                progress.map(each -> ": " + each.text()).orElse(""),
                blocking.isEmpty() ? "" : ". Blocked by: " + descriptions(blocking)));
  }

  /** The first line of the plan statement that the step belongs to, shortened to fit the line. */
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
        "%s was rolled back (try %d of %d: %s); the next try starts in %s.%s"
            .formatted(
                migration.name(),
                attempt,
                attempts,
                reason,
                ReadableDuration.of(pause),
                blocking.isEmpty() ? "" : " Blocked by: " + descriptions(blocking)));
  }

  /** Reports only stages that may take long. */
  @Override
  public void stage(Stages stages, int number) {
    if (stages.list().get(number - 1).maybeLong()) {
      reporter.info(line(stages, number));
    }
  }

  private static String line(Stages stages, int number) {
    return "%s: stage %d of %d, %s"
        .formatted(
            stages.migration().name(),
            number,
            stages.list().size(),
            stages.list().get(number - 1).doing());
  }

  @Override
  public void filling(Stages stages, int number, FillProgress progress) {
    reporter.info("%s: %s".formatted(line(stages, number), progress.text()));
  }

  @Override
  public void fillPaused(Stages stages, int number, String reason, Duration paused) {
    reporter.info(
        "%s: paused%s. %s."
            .formatted(
                line(stages, number),
                paused.compareTo(SHORT_PAUSE) < 0
                    ? ""
                    : ", " + ReadableDuration.of(paused) + " so far",
                reason));
  }

  @Override
  public void lagNotWatched(Stages stages, String role) {
    reporter.info(
        """
        %s: the lag of standbys is not watched, because %s may not see it. To change that: GRANT \
        pg_monitor TO %s;\
        """
            .formatted(stages.migration().name(), role, role));
  }

  @Override
  public void waitingForBuilder(TableName table, OtherSession builder, Duration waited) {
    reporter.info(
        "Waiting for an index build on %s that an earlier run has begun, %s so far: %s"
            .formatted(table.table(), ReadableDuration.of(waited), builder.description()));
  }

  /** Reports nothing: the next line is that another migration starts, or that all are done. */
  @Override
  public void applied(SqlMigration migration, Duration took) {}

  private static String descriptions(List<OtherSession> sessions) {
    return sessions.stream().map(OtherSession::description).collect(Collectors.joining("; "));
  }
}
