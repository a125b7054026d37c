package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.connect.HistoryAdvice;
import dev.kizaki.engine.connection.ConnectionString;
import dev.kizaki.engine.connection.LoopbackHosts;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.report.ProgressLines;

/**
 * The database that a person uses for development. {@code dev} treats it in the same way with and
 * without {@code watch}.
 *
 * @param command the command of the goal, which a refusal says to run again
 */
record DevelopmentDatabase(DevRequest request, String command, Reporter reporter) {
  static final String AGREE = "Schema, history and database agree.";
  private static final String HEADING = "Applying committed migrations...";

  /**
   * @throws Refusal when the database is on another machine and the request does not allow that
   */
  void refuseRemote() {
    if (!request.allowRemote()
        && request.database().location() instanceof DatabaseLocation.Server server) {
      Refusal.throwIf(
          RefusalCode.OTHER_MACHINE,
          LoopbackHosts.firstOther(ConnectionString.parse(server.jdbcUrl()))
              .map(
                  """
                  kizaki:dev applies migrations to the database, but %s is not this machine; use a \
                  local database, or set -Dkizaki.allowRemote if you are the only user of this one.\
                  """
                      ::formatted));
    }
  }

  /**
   * Takes back a parked database if the history of the embedded one does not fit, and applies the
   * pending migrations. Prints a heading before them if there are any.
   *
   * @param advice the advice if no parked database fits
   */
  void applyPending(CommittedHistory history, DatabaseHandle open, HistoryAdvice.Kind advice) {
    LocalRun local = new LocalRun(request.project(), open, command, reporter);
    local.takeBack(history.committed(), advice);
    local.migrate(
        history,
        () ->
            MigrationRun.ofAll(
                    history, request.database(), reporter, ProgressLines.under(HEADING, reporter))
                .in(open.sessions()));
  }
}
