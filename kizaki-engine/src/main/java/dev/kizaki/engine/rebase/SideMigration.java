package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A migration of one branch.
 *
 * @param lines its plan, with the comments that are to stay
 */
public record SideMigration(String name, List<PlanLine> lines) {
  public SideMigration {
    Objects.requireNonNull(name, "name");
    lines = List.copyOf(lines);
  }

  /** The statements, with the first choice of each open block. */
  public List<PlanStatement> firstChoices() {
    return firstChoices(lines);
  }

  static List<PlanStatement> firstChoices(List<PlanLine> lines) {
    return lines.stream()
        .flatMap(
            line ->
                line.item() instanceof Choice choice
                    ? choice.either().stream()
                    : Stream.of((PlanStatement) line.item()))
        .toList();
  }
}
