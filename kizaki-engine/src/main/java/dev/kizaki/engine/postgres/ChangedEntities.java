package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.EnumUse;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Entity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the entities of whose expressions PostgreSQL may print something else after a plan. It
 * prints names and types: those of columns, of enums and their labels, and of sequences.
 */
final class ChangedEntities {
  private final DatabaseMapping after;
  private final Set<String> entities = new HashSet<>();
  private final Set<String> retyped = new HashSet<>();
  private boolean namesChange;

  private ChangedEntities(DatabaseMapping after) {
    this.after = after;
  }

  /**
   * The entities, in the order of the shape.
   *
   * @param after the shape that the plan leads to
   */
  static List<Entity> of(List<PlanStatement> statements, DatabaseMapping after) {
    ChangedEntities changed = new ChangedEntities(after);
    for (int each = 0; each < statements.size(); each++) {
      changed.add(statements.get(each), statements.subList(each + 1, statements.size()));
    }
    changed.addReferrers();
    return after.shape().entities().stream().filter(changed::contains).toList();
  }

  private void add(PlanStatement statement, List<PlanStatement> later) {
    ChangedElement element = ChangedElement.of(statement);
    if (element.kind() == ElementKind.ENTITY) {
      boolean retypes =
          element.before().filter(retyped::remove).isPresent() | statement instanceof ChangeField;
      element.before().ifPresent(entities::remove);
      element.after().ifPresent(entities::add);
      element.after().filter(any -> retypes).ifPresent(retyped::add);
    } else {
      // Any expression can name an enum, a label, a sequence or a function.
      boolean adds =
          element.before().isEmpty()
              || statement instanceof AddEnumValue value && !EnumUse.isUsed(value, later);
      namesChange |= !adds;
    }
  }

  /** A column that refers to another one has its type. */
  private void addReferrers() {
    Deque<String> targets = new ArrayDeque<>(retyped);
    while (!targets.isEmpty()) {
      after
          .shape()
          .referrers(targets.remove())
          .map(each -> each.entity().name())
          .filter(retyped::add)
          .forEach(targets::add);
    }
    entities.addAll(retyped);
  }

  private boolean contains(Entity entity) {
    return namesChange || entities.contains(entity.name());
  }
}
