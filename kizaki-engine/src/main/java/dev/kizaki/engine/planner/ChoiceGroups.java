package dev.kizaki.engine.planner;

import dev.kizaki.engine.graph.DisjointSets;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.NamedElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups the choices that depend on each other. Two choices depend on each other if they share a
 * statement on the same side, or if one has a statement about an element that the other renames.
 * Both are looked up in an index, because a large schema has many choices.
 */
final class ChoiceGroups {
  /** An element that a choice renames, or that one of its statements affects. */
  private record Affected(int choice, NamedElement element) {}

  /** A statement on one side of a choice: the first, if the renames are made, or the second. */
  private record Statement(boolean ifMade, PlanStatement statement) {}

  private final DisjointSets choices;
  private final Map<NamedElement, List<Affected>> renamed = new HashMap<>();
  private final Map<Statement, Integer> choiceOf = new HashMap<>();
  private final List<Affected> affected = new ArrayList<>();

  /**
   * @param choices the number of choices; they are identified by their positions
   */
  ChoiceGroups(int choices) {
    this.choices = new DisjointSets(choices);
  }

  /**
   * Records that the choice renames the element.
   *
   * @param element the element under its name after the rename
   */
  void renames(int choice, NamedElement element) {
    renamed
        .computeIfAbsent(element.root(), key -> new ArrayList<>())
        .add(new Affected(choice, element));
  }

  /** Records the statements on one side of the choice. */
  void contains(int choice, boolean ifMade, Collection<PlanStatement> statements) {
    for (PlanStatement statement : statements) {
      Integer other = choiceOf.putIfAbsent(new Statement(ifMade, statement), choice);
      if (other != null) {
        choices.union(choice, other);
      }
      statement.affected().forEach(element -> affected.add(new Affected(choice, element)));
    }
  }

  /** Returns the groups of choices that depend on each other, each in order of position. */
  List<List<Integer>> groups() {
    for (Affected statement : affected) {
      for (Affected rename : renamed.getOrDefault(statement.element.root(), List.of())) {
        if (rename.element.includes(statement.element)) {
          choices.union(statement.choice, rename.choice);
        }
      }
    }
    return choices.sets();
  }
}
