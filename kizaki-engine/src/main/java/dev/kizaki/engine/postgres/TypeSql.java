package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.postgres.SqlWriter.identifier;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.sql.LockMode;
import dev.kizaki.engine.sql.SqlCommand.Work;
import dev.kizaki.engine.sql.TableLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The type of a column, and with it the type of every column that refers to it. Foreign keys
 * between them step aside, for both ends must agree.
 *
 * <p>Where the plan says how old values become new ones, the referring columns cannot repeat the
 * expression: it is over the referenced row. So the new values are computed into a helping column
 * first, and the referring rows look theirs up there. An expression that reads other rows takes the
 * same way, for PostgreSQL allows no subquery in a change of type (documentation, ALTER TABLE).
 */
final class TypeSql {
  private static final String NEW_VALUE = "__kizaki_new_";

  /** Also where the word stands in a string: the helping column is right either way. */
  private static final Pattern SUBQUERY = Pattern.compile("\\bselect\\b", Pattern.CASE_INSENSITIVE);

  private final Target target;
  private final SqlScript script;
  private final ColumnSql columns;
  private final ReferenceSql references;

  TypeSql(Target target, SqlScript script, ColumnSql columns, ReferenceSql references) {
    this.target = target;
    this.script = script;
    this.columns = columns;
    this.references = references;
  }

  void change(EntityField changed, FieldType toType, Optional<PlanValue> using) {
    FieldType fromType = target.columnType(changed.field());
    List<EntityField> followers = target.followers(changed.entity(), changed.field());
    references.suspend(followers);
    List<EntityField> withDefault =
        followers.stream().filter(each -> each.field().defaultValue().isPresent()).toList();
    withDefault.forEach(each -> columns.dropDefault(each.entity().name(), each.field()));
    if (using.isEmpty() || followers.isEmpty() && !readsOtherRows(using.get())) {
      alter(
          changed,
          toType,
          using.isPresent()
              ? typed(using.get(), toType)
              : new Casts(target.types()).expression(column(changed), fromType, toType));
      for (EntityField follower : followers) {
        alter(
            follower,
            toType,
            new Casts(target.types()).expression(column(follower), fromType, toType));
      }
    } else {
      carryAlong(changed, followers, toType, using.get());
    }
    for (EntityField follower : withDefault) {
      Field retyped = follower.field().withType(toType);
      columns.setDefault(
          follower.entity().name(), retyped, follower.field().defaultValue().orElseThrow());
    }
  }

  static boolean readsOtherRows(PlanValue value) {
    return value instanceof PlanValue.Sql sql && SUBQUERY.matcher(sql.expression()).find();
  }

  private String typed(PlanValue value, FieldType type) {
    return Values.sql(value, type) + "::" + target.types().sql(type);
  }

  private void carryAlong(
      EntityField changed, List<EntityField> followers, FieldType toType, PlanValue using) {
    List<EntityField> all = new ArrayList<>(List.of(changed));
    all.addAll(followers);
    for (int i = 0; i < all.size(); i++) {
      addNewValue(all.get(i), i, toType);
    }
    script.add(
        "UPDATE " + table(changed) + " SET " + newValue(0) + " = " + typed(using, toType),
        Work.SCAN,
        new TableLock(target.table(changed.entity().name()), LockMode.ROW_EXCLUSIVE));
    for (int i = 1; i < all.size(); i++) {
      lookUp(all.get(i), i, all);
    }
    for (int i = 0; i < all.size(); i++) {
      alter(all.get(i), toType, newValue(i));
      alterTable(all.get(i), "DROP COLUMN " + newValue(i), Work.CATALOG);
    }
  }

  private void addNewValue(EntityField of, int ordinal, FieldType type) {
    alterTable(
        of, "ADD COLUMN " + newValue(ordinal) + " " + target.types().sql(type), Work.CATALOG);
  }

  private void lookUp(EntityField follower, int ordinal, List<EntityField> all) {
    FieldType.Reference to = follower.field().reference().orElseThrow();
    int parent = 0;
    while (!all.get(parent).path().equals(to.entity() + "." + to.field())) {
      parent++;
    }
    script.add(
        "UPDATE "
            + table(follower)
            + " AS c SET "
            + newValue(ordinal)
            + " = p."
            + newValue(parent)
            + " FROM "
            + table(all.get(parent))
            + " AS p WHERE p."
            + column(all.get(parent))
            + " = c."
            + column(follower),
        Work.SCAN,
        new TableLock(target.table(follower.entity().name()), LockMode.ROW_EXCLUSIVE));
  }

  private void alter(EntityField field, FieldType toType, String using) {
    alterTable(
        field,
        "ALTER COLUMN " + column(field) + " TYPE " + target.types().sql(toType) + " USING " + using,
        Work.REWRITE);
  }

  private void alterTable(EntityField field, String action, Work work) {
    script.add(
        "ALTER TABLE " + table(field) + " " + action,
        work,
        SqlScript.accessExclusive(target.table(field.entity().name())));
  }

  private String table(EntityField field) {
    return target.tableSql(field.entity().name());
  }

  private String column(EntityField field) {
    return target.columnSql(field.field().name());
  }

  private static String newValue(int ordinal) {
    return identifier(NEW_VALUE + ordinal);
  }
}
