package dev.kizaki.engine.draft;

import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.PlanDraft;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.Slug;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the plan from a base to the schema, as often as there are new answers.
 *
 * @param base the shape before the plan
 * @param isFirst whether the plan is the first of its history
 * @param draft the migration that the plan takes the place of
 */
public record Planning(Shape base, Shape schema, boolean isFirst, Optional<Draft> draft) {
  public Planning {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(draft, "draft");
  }

  /**
   * The plan with these answers. A draft that leads to the schema stays as it stands, in whatever
   * way and order, unless an answer is given.
   */
  public Planned with(List<Answer> given) {
    if (draft.isEmpty()) {
      Answers answers = new Answers(given, List.of());
      return new Planned(
          Planner.plan(base, schema, answers, List.of(), isFirst),
          false,
          List.of(),
          List.of(),
          List.of(),
          answers.unused(),
          Set.of());
    }
    return given.isEmpty() && draft.get().leadsTo(schema)
        ? asItStands(draft.get())
        : new Rewriting(this, draft.get(), given).run();
  }

  private Planned asItStands(Draft draft) {
    PlanDraft plan =
        new PlanDraft(
            FileQuestions.of(draft, isFirst),
            Planner.withSystemEntitiesOf(draft.reached(), schema),
            Slug.ofChange(draft.plan().lines(), isFirst));
    return new Planned(plan, true, List.of(), List.of(), List.of(), List.of(), Set.of());
  }
}
