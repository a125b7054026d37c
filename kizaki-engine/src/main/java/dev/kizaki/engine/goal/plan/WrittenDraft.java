package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.project.CommittedHistory;
import java.util.Objects;
import java.util.Optional;

/**
 * What planning did to the files.
 *
 * @param after the history as it is now; absent if no migration was written or removed
 */
record WrittenDraft(PlanResult result, Optional<CommittedHistory> after) {
  WrittenDraft {
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(after, "after");
  }

  static WrittenDraft unchanged(PlanResult result) {
    return new WrittenDraft(result, Optional.empty());
  }
}
