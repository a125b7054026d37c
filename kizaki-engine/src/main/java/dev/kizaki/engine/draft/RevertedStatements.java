package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the statements that a person wrote and that the rest of the plan takes back. */
record RevertedStatements(HandWrittenStatements written) {
  /**
   * The statements whose effect the rest of a plan only reverts: the rest changes their elements in
   * a way that the draft does not state, and the compared plan does not change them. Statements
   * about the same element are reverted together. An exchange of names that a person has just
   * written is never reverted: its rows are what the person wants to move, and the schema decides
   * about the other properties of the two elements.
   *
   * @param following the rest of a plan that begins with the statements
   * @param compared the lines of the compared plan
   */
  List<PlanStatement> of(List<PlanLine> following, List<PlanLine> compared) {
    Set<SchemaElement> changed = topics(following);
    changed.removeAll(topics(compared));
    changed.removeAll(topics(written.plannedLines()));
    List<PlanStatement> reverted = new ArrayList<>();
    for (Set<PlanStatement> group : groups()) {
      if (!isNewExchange(group)
          && group.stream()
              .anyMatch(each -> each.elements().stream().anyMatch(changed::contains))) {
        written.all().stream().filter(group::contains).forEach(reverted::add);
      }
    }
    return reverted;
  }

  /** Whether a person has just written the statements, and all they do is to exchange names. */
  private boolean isNewExchange(Set<PlanStatement> group) {
    return written.draft().edited()
        && group.stream().allMatch(RenameStatement.class::isInstance)
        && RenameChain.of(written.all().stream().filter(group::contains).toList()).stream()
            .allMatch(RenameChain::isExchange);
  }

  private static Set<SchemaElement> topics(List<PlanLine> lines) {
    Set<SchemaElement> topics = new HashSet<>();
    lines.forEach(line -> topics.addAll(line.item().elements()));
    return topics;
  }

  /** The statements that change the shape, in groups without a common element. */
  private List<Set<PlanStatement>> groups() {
    List<Set<PlanStatement>> groups = new ArrayList<>();
    for (PlanStatement statement : written.all()) {
      if (!HandWrittenStatements.isAboutRows(statement)) {
        Set<PlanStatement> group = new HashSet<>(Set.of(statement));
        Set<SchemaElement> topics = statement.elements();
        groups.removeIf(
            other -> {
              boolean joined =
                  other.stream()
                      .anyMatch(each -> each.elements().stream().anyMatch(topics::contains));
              if (joined) {
                group.addAll(other);
              }
              return joined;
            });
        groups.add(group);
      }
    }
    return groups;
  }
}
