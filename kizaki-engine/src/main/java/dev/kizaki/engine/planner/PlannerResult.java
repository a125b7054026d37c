package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.shape.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the planner found.
 *
 * @param lines in order; empty if the shapes do not differ
 * @param target the shape that the plan leads to with the first side of each choice
 * @param schema the shape that it leads to with each answer, apart from names in the database that
 *     the schema leaves open
 * @param slug a name for the migration, derived from its changes
 */
public record PlannerResult(List<PlanLine> lines, Shape target, Shape schema, String slug) {
  public PlannerResult {
    lines = List.copyOf(lines);
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(slug, "slug");
  }

  /** The open questions in the order of the plan, each with possible answers. */
  public List<PlanQuestion> questions() {
    return PlanQuestions.of(this);
  }

  /** The answers that exclude each rename in question. */
  public Set<Answer> renamesExcluded() {
    return lines.stream()
        .flatMap(line -> line.question().stream())
        .filter(RenameQuestion.class::isInstance)
        .flatMap(question -> ((RenameQuestion) question).renames().stream())
        .map(OpenRename::excluded)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
