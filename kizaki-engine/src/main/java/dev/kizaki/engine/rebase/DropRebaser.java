package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.ElementKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Rebases a statement that drops an element. If the upstream branch uses the element in a new way,
 * the plan asks whether it goes.
 */
final class DropRebaser {
  private final RebaseContext context;

  DropRebaser(RebaseContext context) {
    this.context = context;
  }

  /**
   * Drops an entity, a field or an enum.
   *
   * @param users the fields that use it since the upstream branch; they are dropped before it
   */
  Void drop(ElementId element, Function<ElementId, Collection<ElementId>> users) {
    return drop(element, UnaryOperator.identity(), users);
  }

  /**
   * Drops an element.
   *
   * @param words adds to the statement what the branch has written there
   */
  Void drop(
      ElementId element,
      UnaryOperator<PlanStatement> words,
      Function<ElementId, Collection<ElementId>> users) {
    BranchState merged = context.merged();
    if (!merged.has(element)) {
      context.plan().leaveOut();
      return null;
    }
    PlanStatement statement = words.apply(ElementStatements.drop(merged, element));
    Optional<String> use = use(element);
    if (use.isEmpty()) {
      context.plan().write(statement);
      return null;
    }
    List<PlanStatement> either = new ArrayList<>(ObjectUsers.drops(merged, element));
    users.apply(element).stream()
        .filter(user -> merged.has(user) && user != element && merged.owner(user) != element)
        .forEach(user -> either.add(ElementStatements.drop(merged, user)));
    addDrops(element, either);
    either.add(statement);
    ask(element, use.get(), either);
    return null;
  }

  /** The checks over a field are dropped before it. */
  private void addDrops(ElementId element, List<PlanStatement> statements) {
    BranchState merged = context.merged();
    if (merged.nameOf(element).kind() == ElementKind.FIELD) {
      String field = merged.name(element);
      merged.entityOf(merged.owner(element)).checks().stream()
          .filter(check -> check.uses(field))
          .forEach(
              check -> statements.add(new DropCheck(merged.name(merged.owner(element)), check)));
    }
  }

  /** What the upstream branch uses the element for; empty if there is no new use. */
  Optional<String> use(ElementId element) {
    return context.upstream().use(element, context.plan().asked());
  }

  /**
   * @param use what the upstream branch does, as the beginning of a sentence
   * @param either the drop, and before it what ends the use
   */
  void ask(ElementId element, String use, List<PlanStatement> either) {
    context.plan().asked().add(element);
    context
        .plan()
        .ask(
            "%s, this migration drops %s. Does it go?"
                .formatted(use, context.before().path(element)),
            either,
            List.of());
  }
}
