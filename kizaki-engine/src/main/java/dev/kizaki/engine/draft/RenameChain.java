package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.NetRenames;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Renames of a draft that depend on each other, because one takes a name that another one frees:
 * for example, three that exchange two names.
 *
 * @param statements the renames in the order of the draft
 */
record RenameChain(List<RenameStatement> statements) {
  RenameChain {
    statements = List.copyOf(statements);
  }

  /** Returns all chains of these items; most contain one rename only. */
  static List<RenameChain> of(List<? extends PlanItem> items) {
    List<List<RenameStatement>> chains = new ArrayList<>();
    for (PlanItem item : items) {
      if (item instanceof RenameStatement rename) {
        List<RenameStatement> joined = new ArrayList<>();
        chains.removeIf(chain -> shareAName(chain, rename) && joined.addAll(chain));
        joined.add(rename);
        chains.add(joined);
      }
    }
    return chains.stream().map(RenameChain::new).toList();
  }

  private static boolean shareAName(List<RenameStatement> chain, RenameStatement rename) {
    Set<SchemaElement> names = new HashSet<>(rename.elements());
    return chain.stream().anyMatch(each -> each.elements().stream().anyMatch(names::contains));
  }

  /**
   * Whether another element of the plan takes a name that the chain frees. The two shapes alone do
   * not show such a rename, because both have an element of that name.
   */
  boolean passesNamesOn(List<? extends PlanItem> items) {
    return statements.size() > 1
        || items.stream()
            .anyMatch(
                item ->
                    item instanceof PlanStatement other
                        && other.verb() == Verb.ADD
                        && other.element().equals(statements.get(0).element()));
  }

  /** Whether the elements only take each other's names. */
  boolean isExchange() {
    List<Answer.Rename> renames = NetRenames.of(List.copyOf(statements)).all();
    Set<NamedElement> before = new HashSet<>();
    Set<NamedElement> after = new HashSet<>();
    renames.forEach(rename -> before.add(rename.from()));
    renames.forEach(rename -> after.add(rename.target()));
    return before.equals(after);
  }

  /** Whether an answer says otherwise about an element that the chain renames. */
  boolean contradicts(List<Answer> answers) {
    List<Answer.Rename> renames = NetRenames.of(List.copyOf(statements)).all();
    return answers.stream()
        .anyMatch(answer -> renames.stream().anyMatch(rename -> contradict(rename, answer)));
  }

  private static boolean contradict(Answer.Rename stated, Answer given) {
    if (given instanceof Answer.Rename other) {
      return stated.from().equals(other.from()) != stated.target().equals(other.target());
    }
    return given instanceof Answer.Drop && given.subject().equals(stated.from());
  }
}
