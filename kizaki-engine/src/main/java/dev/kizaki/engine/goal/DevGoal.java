package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.Database;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.connection.LoopbackHosts;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.ProjectFiles;
import dev.kizaki.engine.project.SchemaDrift;
import dev.kizaki.engine.report.ProgressLines;
import java.util.List;

/** {@code dev}: whether one may go on working. */
public final class DevGoal {
  static final String AGREE = "Schema, history and database agree.";
  private static final String HEADING = "Applying committed migrations...";

  private final DevRequest request;
  private final Reporter reporter;

  public DevGoal(DevRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  public void run() {
    refuseRemote(request);
    ProjectFiles files = ProjectFiles.sound(request.project());
    files.warnings().forEach(warning -> warning.lines().forEach(reporter::warn));
    CommittedHistory history = files.history().orElseThrow();
    boolean ahead = files.ahead();
    if (ahead && history.migrations().isEmpty()) {
      throw ahead(); // nothing can be pending, so there is nothing to ask a database
    }
    DatabaseConnector door = new DatabaseConnector(request.database());
    try (DatabaseHandle open = door.open()) {
      apply(history, open, request, reporter);
      if (ahead) {
        throw ahead();
      }
      reporter.info(AGREE);
      reporter.info(open.directions(request.project()));
      if (door.isEmbedded()) {
        reporter.info(
            "Its server stops with this build; `mvn kizaki:dev -Dkizaki.watch` keeps it running.");
      }
    }
  }

  /**
   * @throws Refusal when the database is on another machine, and nobody allowed that
   */
  static void refuseRemote(DevRequest request) {
    if (!request.allowRemote() && request.database().location() instanceof Database.Server server) {
      LoopbackHosts.firstOther(server)
          .ifPresent(
              host -> {
                throw new Refusal(
                    "kizaki:dev changes the database you work with, and "
                        + host
                        + " is not this machine; use a local database, or set"
                        + " -Dkizaki.allowRemote if this one is yours alone.");
              });
    }
  }

  /** Applies what the database lacks, with one line above if it lacks anything. */
  static List<String> apply(
      CommittedHistory history, DatabaseHandle open, DevRequest request, Reporter reporter) {
    return ApplyGoal.apply(
        history,
        history.migrations().size(),
        open.sessions(),
        request.database(),
        false,
        ApplyGoal.patience(reporter),
        ProgressLines.under(HEADING, reporter));
  }

  private static Refusal ahead() {
    return new Refusal(SchemaDrift.AHEAD + "\n" + SchemaDrift.WAY_ON);
  }
}
