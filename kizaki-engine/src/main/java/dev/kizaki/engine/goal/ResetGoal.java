package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.ResetRequest;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.SeedFiles;
import java.util.Optional;

/**
 * {@code reset}: parks the embedded database, or deletes it with all parked ones, and builds a new
 * one from the history.
 */
public final class ResetGoal {
  private final ResetRequest request;
  private final Reporter reporter;

  public ResetGoal(ResetRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  public ApplyResult run() {
    if (!(request.database().location() instanceof DatabaseLocation.Embedded)) {
      throw new Refusal(
          RefusalCode.ONLY_EMBEDDED,
          """
          kizaki:reset builds the embedded database only, and a database is configured. \
          Leave out url, connectionString, serverId, username and password.\
          """);
    }
    ApplyGoal apply =
        new ApplyGoal(
            new ApplyRequest(request.project(), request.database(), Optional.empty()), reporter);
    // Nothing is changed for a history or a seed file that cannot be used.
    CommittedHistory history = apply.requireApplicable();
    SeedFiles.read(request.project());
    DatabaseConnector connector = new DatabaseConnector(request.database(), reporter);
    if (!connector.exists()) {
      return apply.run(history);
    }
    if (request.fresh()) {
      try (DatabaseHandle open = connector.openNew("mvn kizaki:reset -Dkizaki.fresh")) {
        reporter.info("Deleted the embedded database with all parked databases.");
        return apply.run(history, open);
      }
    }
    try (DatabaseHandle open = connector.open()) {
      open.local("mvn kizaki:reset", reporter).orElseThrow().replaceByEmpty();
      return apply.run(history, open);
    }
  }
}
