package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A shape whose fields have the names of their shadow columns. */
final class ShadowShape {
  private ShadowShape() {}

  /**
   * Gives columns the names of their shadows, in expressions too.
   *
   * @param shape the shape after the change
   * @return empty if it is not certain where an expression names a column, or if one names a type
   *     that is replaced
   */
  static Optional<ShapeView> of(ShapeView shape, ShadowChange change) {
    List<Entity> entities = new ArrayList<>();
    for (Entity each : shape.entities()) {
      Entity entity = each;
      for (ShadowColumn column : change.columns()) {
        if (column.of().entity().name().equals(entity.name())) {
          Entity before = entity;
          Field field = entity.field(column.before().name()).orElseThrow();
          Field renamed = field.withColumn(Optional.of(column.shadow()));
          entity =
              EntityExpressions.withColumnRenamed(
                  entity.withRenamedField(field.name(), renamed), field, renamed);
          if (!isFollowed(before, entity, field.name())) {
            return Optional.empty();
          }
        }
      }
      if (change.replacedType().filter(names(entity)).isPresent()) {
        return Optional.empty();
      }
      entities.add(entity);
    }
    return Optional.of(
        Shape.of(shape.systemEntities(), shape.enums(), shape.sequences(), entities));
  }

  /** Whether an expression of the entity may name a type. */
  private static Predicate<String> names(Entity entity) {
    return type ->
        Stream.of(
                entity.checks().stream().map(Check::expression),
                entity.indexes().stream().flatMap(index -> index.expressions().stream()),
                entity.fields().stream().flatMap(field -> field.sql().stream()))
            .flatMap(each -> each)
            .anyMatch(each -> EnumChecks.names(each, type));
  }

  private static boolean isFollowed(Entity before, Entity after, String field) {
    for (int i = 0; i < before.checks().size(); i++) {
      if (before.checks().get(i).uses(field)
          && before.checks().get(i).sql().equals(after.checks().get(i).sql())) {
        return false;
      }
    }
    for (int i = 0; i < before.indexes().size(); i++) {
      for (int j = 0; j < before.indexes().get(i).expressions().size(); j++) {
        if (before.indexes().get(i).expressions().get(j).uses(field)
            && before
                .indexes()
                .get(i)
                .expressions()
                .get(j)
                .text()
                .equals(after.indexes().get(i).expressions().get(j).text())) {
          return false;
        }
      }
    }
    return true;
  }
}
