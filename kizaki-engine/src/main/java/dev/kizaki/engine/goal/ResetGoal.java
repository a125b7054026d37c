package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ApplyResult;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.project.CommittedHistory;

/** {@code reset}: deletes the embedded database and applies the history again. */
public final class ResetGoal {
  private final ApplyRequest request;
  private final Reporter reporter;

  public ResetGoal(ApplyRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  public ApplyResult run() {
    ApplyGoal apply = new ApplyGoal(request, reporter);
    // Nothing is deleted for a history that cannot be applied.
    CommittedHistory history = apply.requireApplicable();
    new DatabaseConnector(request.database(), reporter).delete();
    return apply.run(history);
  }
}
