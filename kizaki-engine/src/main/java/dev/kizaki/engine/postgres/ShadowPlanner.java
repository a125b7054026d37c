package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.sql.SqlCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a change of a field does to columns that get shadows, for the shape before it. */
record ShadowPlanner(
    DatabaseMapping mapping,
    DatabaseMapping initial,
    SqlScript script,
    ColumnSql columns,
    TypeSql types) {
  /**
   * The change, without columns if shadows cannot do it.
   *
   * @param before the field before the change, with the names that it has in the database
   * @param after the field after it, with the type of its column
   */
  ShadowChange of(ChangeField change, EntityField before, Field after) {
    List<ShadowColumn> shadows = shadows(change, before, after);
    return shadows.isEmpty()
        ? ShadowChange.of(shadows)
        : of(
            shadows,
            Optional.empty(),
            List.of(),
            moving(before, after, shadows.get(0)),
            moved(before, after));
  }

  /** The change, with what the columns have. */
  ShadowChange of(
      List<ShadowColumn> shadows,
      Optional<String> replacedType,
      List<SqlCommand> preparing,
      List<SqlCommand> moving,
      List<SqlCommand> moved) {
    ShadowChange only = ShadowChange.of(shadows);
    List<ForeignKey> keys = mapping.shape().foreignKeys().filter(only::contains).toList();
    return new ShadowChange(
        shadows,
        dependents(only, keys),
        keys.stream().map(this::constraint).toList(),
        replacedType,
        preparing,
        moving,
        moved);
  }

  private List<ShadowColumn> shadows(ChangeField change, EntityField before, Field after) {
    List<ShadowColumn> shadows = new ArrayList<>();
    FieldType type = mapping.columnType(after);
    for (TypeSql.Rewritten each : types.rewritten(before, type, change.using())) {
      EntityField of = each.column();
      boolean first = shadows.isEmpty();
      Optional<String> value =
          first ? value(change, before, after, each.value()) : Optional.of(each.value());
      if (value.isEmpty() || !first && of.field().ownsSequence()) {
        return List.of();
      }
      shadows.add(
          new ShadowColumn(
              of,
              mapping.table(of.entity().name()),
              mapping.columnName(of.entity().name(), of.field().name()),
              type,
              mapping.types().sql(type),
              value.get(),
              each.evaluates() || first && change.backfill().isPresent(),
              first ? !after.nullable() : !of.field().nullable()));
    }
    return shadows;
  }

  /** The value with what fills nulls; absent if a trigger cannot compute it, or not twice. */
  private Optional<String> value(
      ChangeField change, EntityField before, Field after, String value) {
    Entity entity = before.entity();
    if (change.using().isPresent() && !RowFillSql.canFill(mapping, entity, value)) {
      return Optional.empty();
    }
    if (change.backfill().isPresent()) {
      PlanValue fill = change.backfill().get();
      return fill instanceof PlanValue.Literal
          ? Optional.of(filled(value, mapping.values().sql(fill, after.type())))
          : Optional.empty();
    }
    if (!before.field().nullable() || after.nullable()) {
      return Optional.of(value);
    }
    if (after.ownsSequence()) {
      return Optional.empty();
    }
    Optional<DefaultValue> standard = after.defaultValue();
    if (standard.isEmpty()) {
      return Optional.of(value);
    }
    return standard.get() instanceof DefaultValue.Literal
        ? Optional.of(filled(value, mapping.values().sql(standard.get(), after.type())))
        : Optional.empty();
  }

  private static String filled(String value, String ifNull) {
    return "coalesce(%s, %s)".formatted(value, ifNull);
  }

  private Set<String> dependents(ShadowChange change, List<ForeignKey> keys) {
    Set<String> names = new TreeSet<>();
    keys.forEach(key -> names.add(mapping.foreignKey(key)));
    for (ShadowColumn each : change.columns()) {
      Entity entity = each.of().entity();
      String field = each.before().name();
      entity
          .groups()
          .filter(group -> group.contains(field))
          .forEach(group -> names.add(mapping.groupName(entity.name(), group)));
      entity.checks().stream()
          .filter(check -> check.uses(field))
          .forEach(check -> names.add(mapping.names().check(entity, check)));
      if (each.before().ownsSequence()) {
        names.add(mapping.sequence(entity.name(), each.before()).table());
      }
    }
    return names;
  }

  /**
   * The names of the schema's indexes, constraints and sequences before the migration. An earlier
   * statement has dropped or renamed those that the columns do not have any more.
   */
  Set<String> initialNames() {
    Set<String> names = new TreeSet<>();
    for (Entity entity : initial.shape().entities()) {
      entity.groups().forEach(group -> names.add(initial.groupName(entity.name(), group)));
      entity.checks().forEach(check -> names.add(initial.names().check(entity, check)));
      entity.fields().stream()
          .filter(Field::ownsSequence)
          .forEach(field -> names.add(initial.sequence(entity.name(), field).table()));
    }
    initial.shape().foreignKeys().forEach(key -> names.add(initial.foreignKey(key)));
    return names;
  }

  private ShadowChange.Constraint constraint(ForeignKey key) {
    return new ShadowChange.Constraint(
        mapping.table(key.entity().name()), mapping.foreignKey(key), mapping.table(key.target()));
  }

  private List<SqlCommand> moving(EntityField before, Field after, ShadowColumn shadow) {
    return before.field().ownsSequence()
        ? script.apart(
            () ->
                columns
                    .sequences()
                    .moveToShadow(before.entity().name(), before.field(), after, shadow))
        : List.of();
  }

  /** A new sequence of an identity column has its options already. */
  private List<SqlCommand> moved(EntityField before, Field after) {
    return before.field().ownsSequence() && !before.field().isIdentity()
        ? script.apart(
            () ->
                columns.sequences().change(before.entity().name(), before.field(), after, columns))
        : List.of();
  }
}
