package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.PlanResult;
import dev.kizaki.engine.project.CommittedHistory;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@code plan} did to the migration files.
 *
 * @param after the history after that; absent if no migration was written or removed
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
