package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.planner.Answer;
import java.util.List;
import java.util.Objects;

/**
 * A plan, and the answers that it was made with.
 *
 * @param answers those of the request and of a person, without those of a draft
 */
record AnsweredPlan(PlannedMigration planned, List<Answer> answers) {
  AnsweredPlan {
    Objects.requireNonNull(planned, "planned");
    answers = List.copyOf(answers);
  }
}
