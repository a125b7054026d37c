package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.ChangeReference;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.RecordedNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies statements about references in the bodies of entities. */
final class ReferenceReplay {
  private final WorkingShape shape;

  ReferenceReplay(WorkingShape shape) {
    this.shape = shape;
  }

  /** Except in a new entity, the target must exist when the statement runs. */
  Void add(AddReference add) {
    Entity entity = Existing.entity(shape, add.entity());
    EntityReference reference = add.reference();
    reference.fields().forEach(field -> Existing.field(entity, field));
    if (entity.references().stream().anyMatch(reference::hasEndsOf)) {
      throw new PlanFault("%s already exists".formatted(text(entity, reference)));
    }
    References.problem(shape, entity, reference)
        .ifPresent(
            problem -> {
              throw new PlanFault("%s at this point of the plan".formatted(problem));
            });
    List<EntityReference> all = new ArrayList<>(entity.references());
    all.add(reference);
    shape.put(entity.withReferences(all));
    return null;
  }

  Void drop(DropReference drop) {
    Entity entity = Existing.entity(shape, drop.entity());
    require(entity, drop.reference());
    shape.put(
        entity.withReferences(
            entity.references().stream()
                .filter(each -> !RecordedNames.open(each).equals(drop.reference()))
                .toList()));
    return null;
  }

  Void change(ChangeReference change) {
    Entity entity = Existing.entity(shape, change.entity());
    require(entity, change.before());
    shape.put(
        entity.withReferences(
            entity.references().stream()
                .map(
                    each ->
                        RecordedNames.open(each).equals(change.before())
                            ? change.after().withNamed(each.options().named())
                            : each)
                .toList()));
    return null;
  }

  private static void require(Entity entity, EntityReference reference) {
    if (entity.references().stream().map(RecordedNames::open).anyMatch(reference::equals)) {
      return;
    }
    Optional<EntityReference> other =
        entity.references().stream().filter(reference::hasEndsOf).findFirst();
    throw new PlanFault(
        other
            .map(
                found ->
                    "%s is not what the statement says it is; write %s(%s)"
                        .formatted(text(entity, reference), entity.name(), found.text()))
            .orElseGet(() -> "there is no %s".formatted(text(entity, reference))));
  }

  private static String text(Entity entity, EntityReference reference) {
    return "reference %s(%s)".formatted(entity.name(), reference.endsText());
  }
}
