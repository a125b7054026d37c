package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.connect.HistoryAdvice;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.ProjectFiles;
import dev.kizaki.engine.project.SchemaDrift;

/**
 * {@code dev}: applies pending migrations to the local database and checks that schema, history and
 * database agree.
 */
public final class DevGoal {
  private final DevRequest request;
  private final Reporter reporter;

  public DevGoal(DevRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  public void run() {
    DevelopmentDatabase database = new DevelopmentDatabase(request, "mvn kizaki:dev", reporter);
    database.refuseRemote();
    ProjectFiles files = ProjectFiles.sound(request.project());
    CommittedHistory history = files.history().orElseThrow();
    boolean ahead = files.ahead();
    if (ahead && history.migrations().isEmpty()) {
      reportWarnings(files);
      throw ahead(); // without a migration nothing can be pending, so no database is opened
    }
    DatabaseConnector connector = new DatabaseConnector(request.database(), reporter);
    try (DatabaseHandle handle = connector.open()) {
      handle.connect();
      reportWarnings(files);
      database.applyPending(history, handle, HistoryAdvice.Kind.NONE_PARKED);
      if (ahead) {
        throw ahead();
      }
      reporter.info(DevelopmentDatabase.AGREE);
      reporter.info(handle.directions(request.project()));
      if (connector.isEmbedded()) {
        reporter.info(
            "Its server stops with this build; `mvn kizaki:dev -Dkizaki.watch` keeps it running.");
      }
    }
  }

  private void reportWarnings(ProjectFiles files) {
    files.warnings().forEach(warning -> warning.lines().forEach(reporter::warn));
  }

  private static Refusal ahead() {
    return new Refusal(RefusalCode.SCHEMA_AHEAD, SchemaDrift.AHEAD + "\n" + SchemaDrift.NEXT_STEP);
  }
}
