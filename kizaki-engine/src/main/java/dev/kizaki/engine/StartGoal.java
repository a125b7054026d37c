package dev.kizaki.engine;

import dev.kizaki.engine.jdbc.FreshDatabase;
import dev.kizaki.engine.jdbc.ProgressLines;

/** {@code start}: a migrated database for the tests of a build. */
final class StartGoal {
  private final StartRequest request;
  private final Reporter reporter;

  StartGoal(StartRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  StartedDatabase run() {
    if (!(request.database().location() instanceof Database.Embedded)) {
      throw new Refusal(
          "kizaki:start deletes and makes a database for tests, so it works on the embedded server"
              + " only, and a database is configured. Leave out url, connectionString, serverId,"
              + " username and password.");
    }
    LocalFiles files = LocalFiles.sound(request.project());
    files.warnings().forEach(warning -> warning.lines().forEach(reporter::warn));
    if (files.ahead()) {
      throw new Refusal(SourceDrift.AHEAD + "\n" + SourceDrift.WAY_ON);
    }
    OpenDatabase open = new DatabaseDoor(request.database()).open();
    try {
      return fill(files.history().orElseThrow(), open);
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private StartedDatabase fill(CommittedHistory history, OpenDatabase open) {
    FreshDatabase fresh = FreshDatabase.create(open.server(), open.sessions());
    try {
      ApplyGoal.apply(
          history,
          history.migrations().size(),
          open.sessions(fresh.server()),
          request.database(),
          false,
          ApplyGoal.patience(reporter),
          ProgressLines.ofSlowWork(reporter));
    } catch (RuntimeException e) {
      fresh.close();
      throw e;
    }
    reporter.info(
        "Test database at "
            + history.latest().map(latest -> latest.name()).orElse("no migration")
            + ": "
            + fresh.server().jdbcUrl());
    return new StartedDatabase(fresh.server(), fresh, open);
  }
}
