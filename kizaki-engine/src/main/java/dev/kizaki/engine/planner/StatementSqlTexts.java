package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.ChangeCheck;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlExpression;
import java.util.Optional;
import java.util.stream.Stream;

/** The SQL in statements over entities, which can name what an object makes. */
final class StatementSqlTexts {
  private StatementSqlTexts() {}

  /** The SQL that the statement puts into the schema, or runs. */
  static Stream<String> written(PlanStatement statement) {
    if (statement instanceof AddEntity add) {
      return of(add.entity());
    }
    if (statement instanceof AddField add) {
      return Stream.concat(of(add.field()), of(add.backfill()));
    }
    if (statement instanceof ChangeField change) {
      return Stream.of(of(change.after()), of(change.using()), of(change.backfill()))
          .flatMap(texts -> texts);
    }
    if (statement instanceof AddIndex add) {
      return of(add.index());
    }
    if (statement instanceof AddCheck add) {
      return Stream.of(add.check().sql());
    }
    if (statement instanceof ChangeCheck change) {
      return Stream.of(change.after().sql());
    }
    if (statement instanceof UpdateRows update) {
      return Stream.concat(
          update.where().stream(),
          update.assignments().stream().flatMap(each -> of(Optional.of(each.value()))));
    }
    return Stream.of();
  }

  /** The SQL that the statement removes from the schema. */
  static Stream<String> removed(PlanStatement statement, ShapeView before) {
    if (statement instanceof DropEntity drop) {
      return before.entity(drop.entity()).stream().flatMap(StatementSqlTexts::of);
    }
    if (statement instanceof DropField drop) {
      return before.entity(drop.entity()).stream()
          .flatMap(
              entity ->
                  Stream.concat(
                      entity.field(drop.field()).stream().flatMap(StatementSqlTexts::of),
                      entity.indexes().stream()
                          .filter(index -> index.goesWith(drop.field()))
                          .flatMap(StatementSqlTexts::of)));
    }
    if (statement instanceof ChangeField change) {
      return of(change.before());
    }
    if (statement instanceof DropIndex drop) {
      return of(drop.index());
    }
    if (statement instanceof DropCheck drop) {
      return Stream.of(drop.check().sql());
    }
    return statement instanceof ChangeCheck change ? Stream.of(change.before().sql()) : Stream.of();
  }

  /** The SQL in an entity. */
  static Stream<String> of(Entity entity) {
    return Stream.of(
            entity.fields().stream().flatMap(StatementSqlTexts::of),
            entity.indexes().stream().flatMap(StatementSqlTexts::of),
            entity.checks().stream().map(check -> check.sql()))
        .flatMap(texts -> texts);
  }

  private static Stream<String> of(Index index) {
    return index.expressions().stream().map(SqlExpression::text);
  }

  /** The SQL of its default, or that computes it, and a type of the database. */
  static Stream<String> of(Field field) {
    Stream<String> type =
        field.type() instanceof FieldType.Native other ? Stream.of(other.name()) : Stream.of();
    return Stream.concat(type, ofDefault(field));
  }

  /** The SQL of its default, or that computes it. */
  static Stream<String> ofDefault(Field field) {
    return field.defaultValue().stream()
        .flatMap(
            each ->
                each instanceof DefaultValue.Expression given
                    ? Stream.of(given.expression().text())
                    : each instanceof DefaultValue.Generated generated
                        ? Stream.of(generated.expression().text())
                        : Stream.of());
  }

  private static Stream<String> of(Optional<PlanValue> value) {
    return value.stream()
        .filter(PlanValue.Sql.class::isInstance)
        .map(each -> ((PlanValue.Sql) each).expression());
  }
}
