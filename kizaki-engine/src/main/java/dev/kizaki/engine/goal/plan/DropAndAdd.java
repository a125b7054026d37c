package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.draft.PlannedMigration;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.NamedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The answer {@code drop and add}: of the renames that are still in question, none was made. It
 * stands for the answers that a person would give one after the other. Questions about the values
 * of rows stay open.
 */
final class DropAndAdd {
  private DropAndAdd() {}

  /**
   * Returns the given answers, and one for each rename that they leave in question.
   *
   * @param planner makes the plan with some answers
   * @param report receives a line with the entities that are dropped for this reason
   */
  static List<Answer> settle(
      List<Answer> given,
      Function<List<Answer>, PlannedMigration> planner,
      Consumer<String> report) {
    List<Answer> answers = new ArrayList<>(given);
    // Where one rename is excluded, another one may become possible.
    Set<Answer> more = Set.of();
    do {
      answers.addAll(more);
      more = planner.apply(List.copyOf(answers)).plan().renamesExcluded();
      more.removeAll(answers);
    } while (!more.isEmpty());
    List<String> entities =
        answers.subList(given.size(), answers.size()).stream()
            .map(Answer::subject)
            .filter(subject -> subject.kind() == ElementKind.ENTITY)
            .map(NamedElement::name)
            .toList();
    if (!entities.isEmpty()) {
      report.accept(
          "`drop and add` drops %s, with all rows: %s."
              .formatted(
                  entities.size() == 1 ? "an entity" : entities.size() + " entities",
                  entities.stream().collect(Collectors.joining(", "))));
    }
    return answers;
  }
}
