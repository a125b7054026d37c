package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;

import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The queries that count what others have written since into what a plan has made: rows of new
 * tables, values of new columns that the plan itself leaves empty, and new values of enums.
 */
final class WrittenValues {
  private final ShapeView shape;
  private final DatabaseMapping mapping;

  /**
   * @param shape the shape now
   */
  WrittenValues(
      ShapeView shape, Map<String, Entity> laterEntities, String schema, DatabaseNames names) {
    this.shape = shape;
    this.mapping = new DatabaseMapping(schema, names, shape, laterEntities);
  }

  /**
   * @param takenOver the indexes of the statements whose effect was there before
   * @param allValues whether to count values of columns too to which the plan gives values
   */
  List<LossCount> of(List<PlanStatement> statements, Set<Integer> takenOver, boolean allValues) {
    List<LossCount> counts = new ArrayList<>();
    MadeFields made = MadeFields.of(statements, takenOver);
    made.entities()
        .forEach(
            (entity, index) ->
                counts.add(count(index, statements.get(index), "count(*)", entity, "")));
    made.fields()
        .forEach(
            (field, index) -> {
              if (statements.get(index) instanceof AddField add && isLeftEmpty(add)) {
                String column =
                    Quoting.identifier(mapping.columnName(field.entity(), field.name()));
                counts.add(
                    count(
                        index, add, "count(%s)".formatted(column), field.entity(), "hold a value"));
              } else if (statements.get(index) instanceof AddField add && allValues) {
                others(add)
                    .ifPresent(
                        condition ->
                            counts.add(
                                count(
                                    index,
                                    add,
                                    "count(*) FILTER (WHERE %s)".formatted(condition),
                                    field.entity(),
                                    "hold another value than the plan gives")));
              }
            });
    counts.sort(Comparator.comparing(LossCount::statement));
    return counts;
  }

  /** Whether a row has another value than the plan gives it; absent if PostgreSQL computes it. */
  private Optional<String> others(AddField add) {
    Field field = add.field();
    if (field.isGenerated()) {
      return Optional.empty();
    }
    String column = Quoting.identifier(mapping.columnName(add.entity(), field.name()));
    FieldType type = mapping.columnType(field);
    Optional<String> given =
        add.backfill()
            .filter(value -> !Values.readsOtherRows(value))
            .map(value -> mapping.values().sql(value, type))
            .or(
                () ->
                    field
                        .defaultValue()
                        .filter(any -> add.backfill().isEmpty())
                        .filter(DefaultValue.Literal.class::isInstance)
                        .map(value -> mapping.values().sql(value, type)));
    return Optional.of(
        given
            .map(
                value ->
                    "%s::text IS DISTINCT FROM ((%s)::%s)::text"
                        .formatted(column, value, mapping.types().sql(type)))
            .orElse(column + " IS NOT NULL"));
  }

  private static boolean isLeftEmpty(AddField add) {
    Field field = add.field();
    return field.nullable()
        && field.defaultValue().isEmpty()
        && add.backfill().isEmpty()
        && !field.isGenerated()
        && !field.ownsSequence();
  }

  /**
   * A value in a column that the plan has made goes with the column.
   *
   * @param takenOver the indexes of the statements whose effect was there before
   */
  List<LossCount> ofEnums(List<PlanStatement> statements, Set<Integer> takenOver) {
    List<LossCount> counts = new ArrayList<>();
    MadeFields made = MadeFields.of(statements, takenOver);
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i) instanceof AddEnumValue add && !takenOver.contains(i)) {
        Optional<EnumType> type = shape.enumType(add.enumName());
        if (type.isPresent() && type.get().values().contains(add.value())) {
          String label = type.get().label(add.value());
          for (EntityField of : mapping.fieldsOf(add.enumName())) {
            if (!made.contains(of.entity().name(), of.field().name())) {
              counts.add(holding(i, add, label, of));
            }
          }
        }
      }
    }
    return counts;
  }

  private LossCount holding(int index, AddEnumValue add, String label, EntityField of) {
    String column = Quoting.identifier(mapping.columnName(of.entity().name(), of.field().name()));
    boolean array = PostgresTypes.isArray(mapping.columnType(of.field()));
    return count(
        index,
        add,
        "count(*) FILTER (WHERE %s)"
            .formatted(
                array
                    ? "%s = ANY (%s::text[])".formatted(string(label), column)
                    : "%s::text = %s".formatted(column, string(label))),
        of.entity().name(),
        "hold it");
  }

  private LossCount count(
      int index, PlanStatement statement, String losing, String entity, String phrase) {
    return new LossCount(
        StatementText.of(statement).lines().findFirst().orElse(""),
        index,
        "SELECT count(*), %s FROM %s".formatted(losing, Quoting.table(mapping.table(entity))),
        phrase);
  }
}
