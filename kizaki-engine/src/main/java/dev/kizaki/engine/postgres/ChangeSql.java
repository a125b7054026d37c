package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import java.util.List;
import java.util.Optional;

/**
 * A changed field, in the order that PostgreSQL allows: the foreign key and the default step aside,
 * the type changes, rows without a value are filled, then nullability, default and foreign key
 * follow.
 */
final class ChangeSql {
  private final Target target;
  private final SqlScript script;
  private final ColumnSql columns;
  private final FieldSql fields;
  private final TypeSql types;
  private final ReferenceSql references;
  private final ChangeChecks checks;

  ChangeSql(
      Target target,
      SqlScript script,
      ColumnSql columns,
      FieldSql fields,
      TypeSql types,
      ReferenceSql references,
      ChangeChecks checks) {
    this.target = target;
    this.script = script;
    this.columns = columns;
    this.fields = fields;
    this.types = types;
    this.references = references;
    this.checks = checks;
  }

  /**
   * @param entity the entity before the change
   * @param toType the type of the column after the change
   */
  void change(ChangeField change, Entity entity, FieldType toType) {
    Field before = change.before();
    Field after = change.after();
    String name = change.entity();
    FieldType fromType = target.columnType(before);
    boolean newType = !target.types().sql(fromType).equals(target.types().sql(toType));
    checks.before(change, entity, fromType, toType, newType);
    boolean newReference = !before.reference().equals(after.reference());
    boolean newDefault = !before.defaultValue().equals(after.defaultValue());
    boolean identityStays = before.isIdentity() && after.isIdentity();
    if (newReference) {
      references.drop(new EntityField(entity, before));
      references.await(name, before.name(), pointsElsewhere(before, after));
    }
    boolean replaces =
        after.defaultValue().isPresent() && !before.isIdentity() && !after.isIdentity();
    if (before.defaultValue().isPresent()
        && (newType && !identityStays || newDefault && !replaces)) {
      columns.dropDefault(name, before);
    }
    if (!before.nullable() && (after.nullable() || change.backfill().isPresent())) {
      columns.dropRequired(name, before);
    }
    if (newType || change.using().isPresent()) {
      types.change(new EntityField(entity, before), toType, change.using());
    }
    Field typed = after.withType(toType);
    fill(change, typed);
    checks.afterFilling(change, entity);
    if (!after.nullable() && (before.nullable() || change.backfill().isPresent())) {
      columns.setRequired(name, after);
    }
    if (after.isIdentity() && !before.isIdentity()) {
      columns.addIdentity(name, after);
    } else if (!after.isIdentity() && (newType || newDefault)) {
      after.defaultValue().ifPresent(value -> columns.setDefault(name, typed, value));
    }
    if (newReference && after.reference().isEmpty()) {
      references.forget(name, after.name());
    }
  }

  private static boolean pointsElsewhere(Field before, Field after) {
    return after
        .reference()
        .filter(
            to ->
                before
                    .reference()
                    .filter(
                        from ->
                            from.entity().equals(to.entity()) && from.field().equals(to.field()))
                    .isEmpty())
        .isPresent();
  }

  private void fill(ChangeField change, Field after) {
    Optional<String> where = Optional.of(target.columnSql(after.name()) + " IS NULL");
    if (change.backfill().isPresent()) {
      fields.update(change.entity(), after, change.backfill().get(), where);
    } else if (change.before().nullable() && !change.after().nullable()) {
      if (change.after().isIdentity()) {
        number(change.entity(), after);
      } else if (change.after().defaultValue().isPresent()) {
        fillWithDefault(change.entity(), after, where.get());
      }
    }
  }

  private void fillWithDefault(String entity, Field field, String where) {
    DefaultValue value = field.defaultValue().orElseThrow();
    script.add(
        "UPDATE "
            + target.tableSql(entity)
            + " SET "
            + target.columnSql(field.name())
            + " = "
            + Values.sql(value, field.type())
            + " WHERE "
            + where,
        references.updating(entity, List.of(field.name())));
  }

  /** Numbers the rows without a number, behind the highest there is. */
  private void number(String entity, Field field) {
    String table = target.tableSql(entity);
    String column = target.columnSql(field.name());
    script.add(
        "UPDATE "
            + table
            + " AS t SET "
            + column
            + " = n.number FROM (SELECT ctid, (SELECT coalesce(max("
            + column
            + "), 0) FROM "
            + table
            + ") + row_number() OVER () AS number FROM "
            + table
            + " WHERE "
            + column
            + " IS NULL) AS n WHERE t.ctid = n.ctid",
        references.updating(entity, List.of(field.name())));
  }
}
