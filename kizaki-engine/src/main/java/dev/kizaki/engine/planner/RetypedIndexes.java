package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drops and adds the indexes whose expressions use a column that gets another type. PostgreSQL
 * would make them again from the text that it prints, which has casts to the old types (CREATE
 * INDEX is needed in any case: an index with an expression is never kept by a change of type).
 */
final class RetypedIndexes {
  private RetypedIndexes() {}

  /**
   * @param before the shape after the renames of the plan
   * @param after the new shape with the names that it keeps
   */
  static List<PlanLine> lines(Shape before, Shape after) {
    List<PlanLine> lines = new ArrayList<>();
    for (Entity now : after.entities()) {
      before.entity(now.name()).ifPresent(was -> addLines(lines, before, was, after, now));
    }
    return lines;
  }

  private static void addLines(
      List<PlanLine> lines, Shape before, Entity was, Shape after, Entity now) {
    for (Index index : now.indexes()) {
      Optional<String> field =
          was.indexes().contains(index)
              ? retyped(before, was, after, now, index)
              : Optional.empty();
      if (field.isPresent()) {
        Index dropped = DifferenceStatements.named(was.indexes(), index, Index.class);
        lines.add(
            new PlanLine(
                new DropIndex(now.name(), dropped),
                List.of(),
                field.map(Comments::retyped),
                List.of()));
        lines.add(PlanLine.of(new AddIndex(now.name(), index)));
      }
    }
  }

  private static Optional<String> retyped(
      Shape before, Entity was, Shape after, Entity now, Index index) {
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
