package dev.kizaki.engine.phase;

import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlObject;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the other statements of a plan do that decides about the phases of one.
 *
 * @param newEntities the entities that the plan adds, which the old version does not know
 * @param droppedObjects the objects in SQL that the plan drops, of which it can make some again
 * @param renamed the entities and enums of which a name in the database changes, by all their names
 * @param indexesFirst whether indexes are dropped in the first phase, because another one needs the
 *     name
 * @param early the uniques that are dropped in the first phase
 */
record PlanContext(
    Set<String> newEntities,
    Set<String> droppedObjects,
    Set<String> renamed,
    boolean indexesFirst,
    EarlyDrops early) {
  static PlanContext of(List<PlanStatement> plan, boolean indexesFirst, EarlyDrops early) {
    Set<String> entities = new HashSet<>();
    Set<String> objects = new HashSet<>();
    Set<String> renamed = new HashSet<>();
    for (PlanStatement statement : plan) {
      if (statement instanceof AddEntity add) {
        entities.add(add.entity().name());
      } else if (statement instanceof DropObject drop) {
        objects.add(drop.name());
      } else if (statement instanceof RenameEntity rename) {
        renamed.addAll(List.of(rename.from(), rename.to()));
      } else if (statement instanceof RenameEnum rename) {
        renamed.addAll(List.of(rename.from(), rename.to()));
      } else if (statement instanceof RenameField rename) {
        renamed.add(rename.entity());
      } else if (statement instanceof RenameInDatabase rename) {
        renamed.add(rename.element().root().name());
      }
    }
    return new PlanContext(entities, objects, renamed, indexesFirst, early);
  }

  /** Whether the text of an object that uses these can have names that change last. */
  boolean hasRenamed(Collection<String> uses) {
    return uses.stream().anyMatch(renamed::contains);
  }

  /**
   * Whether what the object makes is there before, be it under another name in the schema, and is
   * dropped last.
   *
   * @param shape the shape before the statement
   */
  boolean isMadeAgain(AddObject add, ShapeView shape) {
    Set<String> made = made(add.object());
    return droppedObjects.contains(add.object().name())
        || droppedObjects.stream()
            .flatMap(name -> shape.object(name).stream())
            .anyMatch(dropped -> !Collections.disjoint(made(dropped), made));
  }

  private static Set<String> made(SqlObject object) {
    return ObjectScript.of(object.create()).madeNames().stream()
        .map(MadeObject::signature)
        .collect(Collectors.toSet());
  }
}
