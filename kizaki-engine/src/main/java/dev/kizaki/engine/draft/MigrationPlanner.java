package dev.kizaki.engine.draft;

import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.planner.PlannerResult;
import dev.kizaki.engine.planner.Slug;
import dev.kizaki.engine.shape.Shape;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the plan from a base to the schema. It can be asked again with more answers.
 *
 * @param base the shape before the plan
 * @param schema the shape that the plan must lead to
 * @param isFirst whether the migration is the first of its history
 * @param draft the migration that the plan replaces, if there is one
 */
public record MigrationPlanner(Shape base, Shape schema, boolean isFirst, Optional<Draft> draft) {
  public MigrationPlanner {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(draft, "draft");
  }

  /**
   * The plan with these answers. A draft that leads to the schema stays unchanged, whatever its
   * statements and their order, unless an answer is given.
   */
  public PlannedMigration with(List<Answer> given) {
    if (draft.isEmpty()) {
      Answers answers = new Answers(given, List.of());
      return new PlannedMigration(
          Planner.plan(base, schema, answers, List.of(), isFirst),
          false,
          List.of(),
          List.of(),
          List.of(),
          answers.unused());
    }
    return given.isEmpty() && draft.get().leadsTo(schema)
        ? unchanged(draft.get())
        : DraftReplanner.replan(this, draft.get(), given);
  }

  private PlannedMigration unchanged(Draft draft) {
    PlannerResult plan =
        new PlannerResult(
            FileQuestions.of(draft, isFirst),
            Planner.completed(draft.reached(), schema),
            Planner.withSystemEntitiesOf(draft.reached(), schema),
            Slug.ofChange(draft.plan().lines(), isFirst));
    return new PlannedMigration(plan, true, List.of(), List.of(), List.of(), List.of());
  }
}
