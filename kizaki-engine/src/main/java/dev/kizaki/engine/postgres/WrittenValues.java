package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.string;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.HashSet;
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

  List<LossCount> of(List<PlanStatement> statements) {
    List<LossCount> counts = new ArrayList<>();
    Set<String> made = new HashSet<>();
    for (int i = 0; i < statements.size(); i++) {
      PlanStatement statement = statements.get(i);
      if (statement instanceof AddEntity add) {
        made.add(add.entity().name());
        if (shape.entity(add.entity().name()).isPresent()) {
          counts.add(count(i, add, "count(*)", add.entity().name(), ""));
        }
      } else if (statement instanceof AddField add && !made.contains(add.entity())) {
        Optional<Field> field = shape.field(add.entity(), add.field().name());
        if (field.isPresent() && isLeftEmpty(add)) {
          String column = Quoting.identifier(mapping.columnName(add.entity(), add.field().name()));
          counts.add(count(i, add, "count(%s)".formatted(column), add.entity(), "hold a value"));
        }
      }
    }
    return counts;
  }

  private static boolean isLeftEmpty(AddField add) {
    Field field = add.field();
    return field.nullable()
        && field.defaultValue().isEmpty()
        && add.backfill().isEmpty()
        && !field.isGenerated()
        && !field.ownsSequence();
  }

  List<LossCount> ofEnums(List<PlanStatement> statements) {
    List<LossCount> counts = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i) instanceof AddEnumValue add) {
        Optional<EnumType> type = shape.enumType(add.enumName());
        if (type.isPresent() && type.get().values().contains(add.value())) {
          String label = type.get().label(add.value());
          for (EntityField of : mapping.fieldsOf(add.enumName())) {
            counts.add(holding(i, add, label, of));
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
