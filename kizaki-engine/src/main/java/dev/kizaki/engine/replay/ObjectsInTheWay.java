package dev.kizaki.engine.replay;

import dev.kizaki.engine.object.ObjectBindings;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.DropSequence;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The objects in SQL that must not be there when a statement runs, because PostgreSQL refuses it
 * while they are, or because they would not be what their text makes afterwards. A plan drops them
 * before and adds them after it.
 *
 * <p>Decided by the words of their texts: an object is in the way of a change of a column if it
 * uses the entity, and the column's name stands where PostgreSQL looks for columns. So an object
 * may be dropped that need not be. A body that is a string is looked at when it runs, and is never
 * in the way.
 */
public final class ObjectsInTheWay {
  /**
   * An object that is in the way.
   *
   * @param reason what the statement does, a sentence without its full stop
   */
  public record InTheWay(SqlObject object, String reason) {}

  private final Map<String, ObjectBindings> bindings = new HashMap<>();

  /** What the text of the object binds it to. */
  public ObjectBindings bindings(SqlObject object) {
    return bindings.computeIfAbsent(
        object.create(), text -> ObjectBindings.of(ObjectScript.of(text)));
  }

  /**
   * The objects in the way of a statement, without those that use them.
   *
   * @param before the shape before the statement
   * @param later the statements after it
   */
  public List<InTheWay> of(PlanStatement statement, ShapeView before, List<PlanStatement> later) {
    if (before.objects().isEmpty()) {
      return List.of();
    }
    if (statement instanceof DropObject drop) {
      return before
          .object(drop.name())
          .map(object -> usersOf(object, before, "it uses %s, which is dropped"))
          .orElse(List.of());
    }
    if (statement instanceof ChangeObject change) {
      return before
          .object(change.name())
          .filter(any -> change.madeAnew())
          .map(object -> usersOf(object, before, "it uses %s, which is made anew"))
          .orElse(List.of());
    }
    List<InTheWay> found = new ArrayList<>();
    for (BoundChange change : BoundChanges.of(statement, before, later)) {
      for (SqlObject object : before.objectsThatUse(change.used()).toList()) {
        if (change.concerns(bindings(object))
            && found.stream().noneMatch(each -> each.object().equals(object))) {
          found.add(new InTheWay(object, change.reason()));
        }
      }
    }
    return found;
  }

  private List<InTheWay> usersOf(SqlObject object, ShapeView shape, String reason) {
    return shape
        .objectsThatUse(object.name())
        .filter(user -> isBound(user, object))
        .map(user -> new InTheWay(user, reason.formatted(object.name())))
        .toList();
  }

  /** Whether PostgreSQL keeps the user from staying when the used one goes. */
  public boolean isBound(SqlObject user, SqlObject used) {
    return user.uses().contains(used.name())
        && bindings(user).areBoundTo(ObjectScript.of(used.create()));
  }

  /**
   * The objects with those that are bound to them, each after all that it is bound to.
   *
   * @param first the names of the objects
   */
  public List<SqlObject> withUsers(Set<String> first, ShapeView shape) {
    List<SqlObject> ordered = new ArrayList<>();
    first.stream()
        .sorted()
        .forEach(name -> shape.object(name).ifPresent(each -> add(each, shape, ordered)));
    return ordered;
  }

  /** An object that is met again moves to the end, and those that are bound to it with it. */
  private void add(SqlObject object, ShapeView shape, List<SqlObject> ordered) {
    ordered.remove(object);
    ordered.add(object);
    shape
        .objectsThatUse(object.name())
        .filter(user -> isBound(user, object))
        .forEach(user -> add(user, shape, ordered));
  }

  /**
   * Refuses a statement that an object is in the way of. A drop of what an object still uses is
   * refused by the replay of the drop, but for the drop of an object that is added again.
   *
   * @throws PlanFault that says what the plan lacks
   */
  public void requireNone(PlanStatement statement, ShapeView before, List<PlanStatement> later) {
    boolean isRefused =
        statement instanceof DropEntity
            || statement instanceof DropEnum
            || statement instanceof DropSequence
            || statement instanceof DropObject
                && later.stream().noneMatch(each -> isAdded(statement, each));
    if (isRefused) {
      return;
    }
    of(statement, before, later).stream()
        .findFirst()
        .ifPresent(
            found -> {
              throw new PlanFault(
                  """
                  the object %1$s is in the way: %2$s; write `drop object %1$s` before it, and \
                  `add object %1$s` after it\
                  """
                      .formatted(found.object().name(), found.reason()));
            });
  }

  private static boolean isAdded(PlanStatement dropped, PlanStatement later) {
    return later instanceof AddObject && later.element().equals(dropped.element());
  }
}
