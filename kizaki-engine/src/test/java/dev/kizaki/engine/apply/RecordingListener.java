package dev.kizaki.engine.apply;

import dev.kizaki.engine.jdbc.DatabaseWait;
import dev.kizaki.engine.jdbc.OtherSession;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.DataCheck;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Records the events of an applier, one line for each, and keeps the reported sessions and
 * progress.
 */
public class RecordingListener implements ApplyListener {
  final List<String> lines = new CopyOnWriteArrayList<>();
  final List<StepProgress> reports = new CopyOnWriteArrayList<>();
  final List<OtherSession> seen = new CopyOnWriteArrayList<>();

  /** Returns when this line has been recorded. */
  public void awaitLine(String line) {
    while (!lines.contains(line)) {
      DatabaseWait.of(Duration.ofMillis(10));
    }
  }

  @Override
  public void waitingForApplier(OtherSession holder, Duration waited) {
    lines.add("waiting");
    seen.add(holder);
  }

  @Override
  public void checkUnfinished(SqlMigration migration, DataCheck check, String reason) {
    lines.add("unfinished " + migration.name() + " " + check.subject() + " " + reason);
  }

  @Override
  public void starting(SqlMigration migration) {
    lines.add("starting " + migration.name());
  }

  @Override
  public void alreadyThere(SqlMigration migration, String text) {
    lines.add(text);
  }

  @Override
  public void stillRunning(
      SqlMigration migration,
      int step,
      int steps,
      Duration running,
      List<OtherSession> blocking,
      Optional<StepProgress> progress) {
    lines.add("running " + migration.name() + " " + step + " of " + steps);
    seen.addAll(blocking);
    progress.ifPresent(reports::add);
  }

  @Override
  public void retrying(
      SqlMigration migration,
      int attempt,
      int attempts,
      Duration pause,
      String reason,
      List<OtherSession> blocking) {
    lines.add("retrying " + attempt + " of " + attempts + ": " + reason);
    seen.addAll(blocking);
  }

  @Override
  public void stage(Stages stages, int number) {
    lines.add(
        "stage %d of %d: %s"
            .formatted(number, stages.list().size(), stages.list().get(number - 1).doing()));
  }

  @Override
  public void filling(Stages stages, int number, FillProgress progress) {
    lines.add("filling " + stages.list().get(number - 1).doing());
  }

  @Override
  public void fillPaused(Stages stages, int number, String reason, Duration paused) {
    lines.add("paused: " + reason);
  }

  @Override
  public void lagNotWatched(Stages stages, String role) {
    lines.add("lag is not watched");
  }

  @Override
  public void waitingForBuilder(TableName table, OtherSession builder, Duration waited) {
    lines.add("builder");
    seen.add(builder);
  }

  @Override
  public void applied(SqlMigration migration, Duration took) {
    lines.add("applied " + migration.name());
  }
}
