package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import java.util.function.UnaryOperator;

/** Applies statements about whole entities. */
final class EntityReplay {
  private final WorkingShape shape;
  private final LaterDrops laterDrops;
  private final StatementReplay.Ordinal ordinal;

  EntityReplay(WorkingShape shape, LaterDrops laterDrops, StatementReplay.Ordinal ordinal) {
    this.shape = shape;
    this.laterDrops = laterDrops;
    this.ordinal = ordinal;
  }

  /**
   * References of the new entity are not checked, because they may refer to an entity that is added
   * later.
   */
  Void add(AddEntity add) {
    Existing.requireFree(shape, add.entity().name());
    for (Field field : add.entity().fields()) {
      Existing.typeOf(shape, field);
      FittingValues.defaultOf(shape, add.entity().name(), field);
      ExpressionReplay.defaultOf(add.entity(), field);
    }
    shape.put(add.entity());
    return null;
  }

  Void addSystem(AddSystemEntity add) {
    Existing.requireFree(shape, add.systemEntity().name());
    shape.put(add.systemEntity());
    return null;
  }

  Void rename(RenameEntity rename) {
    Entity entity = Existing.entity(shape, rename.from());
    Existing.requireFree(shape, rename.to());
    DatabaseNameReplay.requireKept(shape, rename);
    shape.removeEntity(rename.from());
    shape.put(entity.withName(rename.to(), rename.kept()));
    shape.changeReferences(rename.from(), to -> to.to(rename.to(), to.field()));
    shape.changeTargets(
        rename.from(), reference -> reference.to(rename.to(), UnaryOperator.identity()));
    shape.renameInObjects(rename.from(), rename.to());
    return null;
  }

  Void drop(DropEntity drop) {
    Existing.entity(shape, drop.entity());
    shape
        .referrers(drop.entity())
        .filter(each -> !each.entity().name().equals(drop.entity()))
        .filter(each -> !laterDrops.covers(each.element(), ordinal.value()))
        .findFirst()
        .ifPresent(
            each -> {
              throw new PlanFault(
                  "%s still refers to %s; drop or change it before the entity"
                      .formatted(each.path(), drop.entity()));
            });
    shape
        .foreignKeysTo(drop.entity())
        .filter(key -> key.declared().isPresent())
        .filter(key -> !key.entity().name().equals(drop.entity()))
        .filter(key -> !laterDrops.covers(key, ordinal.value()))
        .findFirst()
        .ifPresent(
            key -> {
              throw new PlanFault(
                  "%s still refers to %s; drop the reference before the entity"
                      .formatted(key.path(), drop.entity()));
            });
    ObjectReplay.requireUnused(shape, drop.entity(), "entity");
    shape.removeEntity(drop.entity());
    return null;
  }
}
