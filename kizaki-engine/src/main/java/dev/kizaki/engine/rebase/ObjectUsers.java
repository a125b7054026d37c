package dev.kizaki.engine.rebase;

import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.object.UsedNames;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.SqlObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The objects in SQL that use an element which our branch drops. An object uses a field if it uses
 * its entity and its text contains the name of the column.
 */
final class ObjectUsers {
  private ObjectUsers() {}

  /** How the upstream branch uses the element in an object that is new or has another text. */
  static Optional<String> added(UpstreamChanges upstream, ElementId element, Set<ElementId> asked) {
    BranchState after = upstream.after();
    return in(after, element)
        .filter(object -> !asked.contains(object))
        .filter(
            object ->
                !upstream.base().has(object)
                    || in(upstream.base(), element).noneMatch(object::equals))
        .findFirst()
        .map(
            object ->
                "%s uses %s in the object %s"
                    .formatted(
                        upstream.lastMigrationChanging(state -> uses(state, object, element)),
                        after.path(element),
                        after.path(object)));
  }

  /** The statements that drop all objects which use the element, in the order that works. */
  static List<PlanStatement> drops(BranchState state, ElementId element) {
    Set<ElementId> users = new LinkedHashSet<>();
    in(state, element).forEach(object -> collect(state, object, users));
    return users.stream().<PlanStatement>map(object -> new DropObject(state.name(object))).toList();
  }

  private static void collect(BranchState state, ElementId object, Set<ElementId> users) {
    if (!users.contains(object)) {
      in(state, object).forEach(user -> collect(state, user, users));
      users.add(object);
    }
  }

  private static boolean uses(BranchState state, ElementId object, ElementId element) {
    return state.has(element) && in(state, element).anyMatch(object::equals);
  }

  private static Stream<ElementId> in(BranchState state, ElementId element) {
    ElementKind kind = state.nameOf(element).kind();
    if (kind == ElementKind.VALUE) {
      return Stream.empty();
    }
    boolean isField = kind == ElementKind.FIELD;
    return state
        .shape()
        .objectsThatUse(state.name(isField ? state.owner(element) : element))
        .filter(object -> !isField || mentions(object, state.inDatabase(element)))
        .map(object -> state.object(object.name()).orElseThrow());
  }

  private static boolean mentions(SqlObject object, String column) {
    return !UsedNames.of(ObjectScript.of(object.create()), List.of(column)).isEmpty();
  }
}
