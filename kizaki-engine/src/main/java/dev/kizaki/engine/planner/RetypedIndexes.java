package dev.kizaki.engine.planner;

import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drops and adds the indexes whose expressions use a column that gets another type. PostgreSQL
 * would make them again from the text that it prints, which has casts to the old types (CREATE
 * INDEX is needed in any case: an index with an expression is never kept by a change of type). One
 * whose name changes too is added under its new name.
 */
final class RetypedIndexes {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final List<PlanLine> lines = new ArrayList<>();

  /** The new names of the indexes, each with its element without a name. */
  private final Map<String, SchemaElement> names = new HashMap<>();

  private final Shape before;
  private final Shape after;

  /**
   * @param before the shape after the renames of the plan
   * @param after the new shape with the names that it keeps
   */
  RetypedIndexes(Shape before, Shape after) {
    this.before = before;
    this.after = after;
    for (Entity now : after.entities()) {
      before.entity(now.name()).ifPresent(was -> addLines(was, now));
    }
  }

  List<PlanLine> lines() {
    return lines;
  }

  /** Whether the difference is the new name of an index that is added again under that name. */
  boolean includes(Difference difference) {
    return difference instanceof Difference.DependentRenamed renamed
        && renamed.element().equals(names.get(renamed.after()));
  }

  private void addLines(Entity was, Entity now) {
    List<Index> old = new ArrayList<>(was.indexes());
    List<Index> renamed = new ArrayList<>();
    for (Index index : now.indexes()) {
      if (old.remove(index)) {
        addLines(was, index, now, index);
      } else {
        renamed.add(index);
      }
    }
    for (Index index : renamed) {
      Optional<Index> same = old.stream().filter(index::hasDefinitionOf).findFirst();
      same.ifPresent(
          each -> {
            old.remove(each);
            addLines(was, each, now, index);
          });
    }
  }

  private void addLines(Entity was, Index dropped, Entity now, Index added) {
    Optional<String> field = retyped(was, now, added);
    if (field.isPresent()) {
      lines.add(
          new PlanLine(
              new DropIndex(
                  now.name(), DifferenceStatements.named(was.indexes(), dropped, Index.class)),
              List.of(),
              field.map(Comments::retyped),
              List.of()));
      lines.add(PlanLine.of(new AddIndex(now.name(), added)));
      names.put(NAMES.group(now, added), added.withNamed(Optional.empty()).element(now.name()));
    }
  }

  private Optional<String> retyped(Entity was, Entity now, Index index) {
    return index
        .allFields()
        .filter(index::usesInExpression)
        .filter(name -> !type(before, was, name).equals(type(after, now, name)))
        .findFirst();
  }

  /** Absent if the field does not exist. */
  private static Optional<FieldType> type(Shape shape, Entity entity, String field) {
    return entity.field(field).map(Field::type).flatMap(shape::columnType);
  }
}
