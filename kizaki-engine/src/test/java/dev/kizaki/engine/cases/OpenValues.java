package dev.kizaki.engine.cases;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.engine.sql.Quoting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fills in a value wherever a plan still has an open question. The value fits all rows and differs
 * from row to row where a key or unique requires it.
 */
final class OpenValues {
  private static final DatabaseNames NAMES = new DatabaseNames(NamingVersion.CURRENT);

  private final Shape before;
  private final Shape target;
  private final String schema;

  private OpenValues(Shape before, Shape target, String schema) {
    this.before = before;
    this.target = target;
    this.schema = schema;
  }

  static List<PlanStatement> withValues(
      List<PlanStatement> statements, Shape before, Shape target, String schema) {
    OpenValues values = new OpenValues(before, target, schema);
    return statements.stream().map(values::withValue).toList();
  }

  /**
   * Entities that must not have rows, because a new required reference, or one to a new field,
   * would have no row to reference.
   *
   * @param withoutRows entities of the old schema that have no rows anyway
   */
  static Set<String> needNoRows(List<PlanStatement> statements, Set<String> withoutRows) {
    Set<String> without = new HashSet<>(withoutRows);
    Map<String, String> namesBefore = new HashMap<>();
    Set<String> found = new HashSet<>();
    for (PlanStatement statement : statements) {
      if (statement instanceof AddEntity add) {
        without.add(add.entity().name());
      } else if (statement instanceof AddSystemEntity add) {
        without.add(add.systemEntity().name());
      } else if (statement instanceof RenameEntity rename) {
        String name = namesBefore.getOrDefault(rename.from(), rename.from());
        namesBefore.put(rename.to(), name);
        if (without.remove(rename.from())) {
          without.add(rename.to());
        }
      }
    }
    for (PlanStatement statement : statements) {
      if (statement instanceof AddField add && referencesAnyOf(add.field(), without)) {
        found.add(namesBefore.getOrDefault(add.entity(), add.entity()));
      }
      if (statement instanceof AddReference add
          && (leadsToNewField(add, statements) || leadsToNoRow(add, statements, without))) {
        found.add(namesBefore.getOrDefault(add.entity(), add.entity()));
      }
      if (statement instanceof ChangeField change
          && (referencesAnyOf(change.after(), without) || keepsPlainValues(change))) {
        found.add(namesBefore.getOrDefault(change.entity(), change.entity()));
      }
    }
    return found;
  }

  /**
   * Whether plain values are kept and become references; generated values would reference no row.
   */
  private static boolean keepsPlainValues(ChangeField change) {
    return change.before().reference().isEmpty()
        && change.after().reference().isPresent()
        && change.using().isEmpty();
  }

  /** Whether the values of old rows would have to be those that a new field gets. */
  private static boolean leadsToNewField(AddReference add, List<PlanStatement> statements) {
    return statements.stream()
        .anyMatch(
            each ->
                each instanceof AddField field
                    && field.entity().equals(add.reference().target())
                    && add.reference().targetFields().contains(field.field().name()));
  }

  /** Whether its fields have values, but no row has them. */
  private static boolean leadsToNoRow(
      AddReference add, List<PlanStatement> statements, Set<String> without) {
    return without.contains(add.reference().target())
        && statements.stream()
            .noneMatch(
                each ->
                    each instanceof AddField field
                        && field.entity().equals(add.entity())
                        && field.field().nullable()
                        && add.reference().fields().contains(field.field().name()));
  }

  private static boolean referencesAnyOf(Field field, Set<String> without) {
    return !field.nullable()
        && field.reference().filter(to -> without.contains(to.entity())).isPresent();
  }

  private PlanStatement withValue(PlanStatement statement) {
    if (statement instanceof AddField add && add.isOpen()) {
      return new AddField(
          add.entity(),
          add.field(),
          add.annotations(),
          Optional.of(value(add.entity(), add.field(), "ctid::text")));
    }
    if (statement instanceof ChangeField change && change.isOpen()) {
      String column = Quoting.identifier(column(change.entity(), change.after().name()));
      return new ChangeField(
          change.entity(),
          change.before(),
          change.after(),
          change.using().map(given -> isOpen(given) ? using(change, column) : given),
          change
              .backfill()
              .map(
                  given ->
                      isOpen(given)
                          ? value(change.entity(), change.after(), "ctid::text")
                          : given));
    }
    if (statement instanceof DropEnumValue drop && drop.isOpen()) {
      String other = target.enumType(drop.enumName()).orElseThrow().values().get(0);
      return new DropEnumValue(drop.enumName(), drop.value(), new DropEnumValue.Other(other));
    }
    return statement;
  }

  private static boolean isOpen(PlanValue value) {
    return value instanceof PlanValue.Unresolved;
  }

  private PlanValue using(ChangeField change, String column) {
    PlanValue.Sql value = value(change.entity(), change.after(), column + "::text");
    return new PlanValue.Sql(
        "CASE WHEN " + column + " IS NOT NULL THEN " + value.expression() + " END");
  }

  /**
   * @param seed a text expression that differs from row to row
   */
  private PlanValue.Sql value(String entity, Field field, String seed) {
    if (field.type() instanceof FieldType.Reference to) {
      return new PlanValue.Sql(anyRowOf(to));
    }
    FieldType type = target.columnType(field.type()).orElseThrow();
    return new PlanValue.Sql(
        isUnique(entity, field) && DistinctValues.arePossible(type)
            ? DistinctValues.sql(type, seed)
            : constant(type));
  }

  private String constant(FieldType type) {
    List<String> labels =
        type instanceof FieldType.OfEnum ofEnum
            ? labels(target.enumType(ofEnum.name()).orElseThrow()).stream()
                .map(target.enumType(ofEnum.name()).orElseThrow()::label)
                .toList()
            : List.of();
    return "'" + GeneratedValues.of(type, 1, labels).replace("'", "''") + "'";
  }

  /**
   * The labels that exist before the plan, if any, because other labels may be added after the
   * statement.
   */
  private List<String> labels(EnumType enumType) {
    List<String> old =
        enumType.values().stream()
            .filter(label -> before.enums().stream().anyMatch(e -> e.values().contains(label)))
            .toList();
    return old.isEmpty() ? enumType.values() : old;
  }

  private String anyRowOf(FieldType.Reference to) {
    Optional<SystemEntity> system = target.systemEntity(to.entity());
    String table =
        system
            .flatMap(SystemEntity::table)
            .map(each -> Quoting.qualified(each.schema(), each.table()))
            .orElseGet(
                () ->
                    Quoting.qualified(
                        schema,
                        target
                            .entity(to.entity())
                            .map(NAMES::table)
                            .orElseGet(() -> NAMES.derivedTable(to.entity()))));
    String column =
        Quoting.identifier(
            system
                .flatMap(each -> each.keyColumn(to.field()))
                .map(SystemEntity.KeyColumn::column)
                .orElseGet(() -> column(to.entity(), to.field())));
    return "(SELECT r." + column + " FROM " + table + " AS r ORDER BY 1 LIMIT 1)";
  }

  private String column(String entity, String field) {
    return target
        .field(entity, field)
        .map(NAMES::column)
        .orElseGet(() -> NAMES.derivedColumn(field));
  }

  private boolean isUnique(String entity, Field field) {
    Entity there = target.entity(entity).orElseThrow();
    return there
        .groups()
        .filter(FieldGroup::isUnique)
        .anyMatch(group -> group.fields().contains(field.name()));
  }
}
