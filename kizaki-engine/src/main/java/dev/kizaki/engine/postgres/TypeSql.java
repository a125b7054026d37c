package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.identifier;
import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  private final DatabaseMapping target;
  private final SqlScript script;
  private final ColumnSql columns;
  private final ReferenceSql references;

  TypeSql(DatabaseMapping target, SqlScript script, ColumnSql columns, ReferenceSql references) {
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
    if (using.isEmpty() || followers.isEmpty() && !Values.readsOtherRows(using.get())) {
      RowAccess work =
          using.isEmpty() && keepsRows(fromType, toType) ? RowAccess.CATALOG : RowAccess.REWRITE;
      alter(
          changed,
          toType,
          using.isPresent()
              ? typed(using.get(), toType)
              : new Casts(target.types()).expression(column(changed), fromType, toType),
          work);
      for (EntityField follower : followers) {
        alter(
            follower,
            toType,
            new Casts(target.types()).expression(column(follower), fromType, toType),
            work);
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

  /**
   * Whether every value stays as it is stored, and PostgreSQL knows it: among our types only for
   * more digits before the point (documentation, ALTER TABLE, notes).
   */
  private static boolean keepsRows(FieldType from, FieldType to) {
    return from instanceof FieldType.Decimal old
        && to instanceof FieldType.Decimal wider
        && !from.isArray()
        && !to.isArray()
        && wider.scale() == old.scale()
        && wider.precision() >= old.precision();
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
        sql("UPDATE")
            .words(table(changed))
            .words("SET")
            .words(newValue(0))
            .words("=")
            .words(typed(using, toType)),
        new Footprint()
            .updates(target.table(changed.entity().name()))
            .open(Values.readsOtherRows(using)));
    for (int i = 1; i < all.size(); i++) {
      lookUp(all.get(i), i, all);
    }
    for (int i = 0; i < all.size(); i++) {
      alter(all.get(i), toType, newValue(i), RowAccess.REWRITE);
      script.add(
          alterTable(all.get(i)).words("DROP COLUMN").words(newValue(i)),
          altering(all.get(i), toType, RowAccess.CATALOG));
    }
  }

  private void addNewValue(EntityField of, int ordinal, FieldType type) {
    script.add(
        alterTable(of).words("ADD COLUMN").words(newValue(ordinal)).words(target.types().sql(type)),
        altering(of, type, RowAccess.CATALOG));
  }

  private void lookUp(EntityField follower, int ordinal, List<EntityField> all) {
    FieldType.Reference to = follower.field().reference().orElseThrow();
    int parent = 0;
    while (!all.get(parent).path().equals(to.entity() + "." + to.field())) {
      parent++;
    }
    script.add(
        sql("UPDATE")
            .words(table(follower))
            .words("AS c SET")
            .words(newValue(ordinal))
            .words("=")
            .words("p." + newValue(parent))
            .words("FROM")
            .words(table(all.get(parent)))
            .words("AS p WHERE")
            .words("p." + column(all.get(parent)))
            .words("OPERATOR(pg_catalog.=)")
            .words("c." + column(follower)),
        new Footprint()
            .updates(target.table(follower.entity().name()))
            .reads(target.table(to.entity())));
  }

  private void alter(EntityField field, FieldType toType, String using, RowAccess work) {
    String type = target.types().sql(toType);
    boolean onlyCasts = using.equals(column(field) + "::" + type);
    Footprint footprint = altering(field, toType, work);
    if (!(onlyCasts && target.columnType(field.field()).isNumber() && toType.isNumber())) {
      footprint.evaluates();
    }
    script.add(
        alterTable(field)
            .words("ALTER COLUMN")
            .words(column(field))
            .words("TYPE")
            .words(type)
            .words("USING")
            .words(using),
        footprint,
        Optional.of(onlyCasts)
            .filter(Boolean::booleanValue)
            .map(
                yes ->
                    new DatabaseChange.SetType(
                        target.table(field.entity().name()),
                        target.columnName(field.field().name()),
                        type)));
  }

  private SqlBuilder alterTable(EntityField field) {
    return sql("ALTER TABLE").words(table(field));
  }

  private Footprint altering(EntityField field, FieldType type, RowAccess work) {
    return new Footprint().alters(target.table(field.entity().name()), work).usesType(target, type);
  }

  private String table(EntityField field) {
    return target.quotedTable(field.entity().name());
  }

  private String column(EntityField field) {
    return target.quotedColumn(field.field().name());
  }

  private static String newValue(int ordinal) {
    return identifier(NEW_VALUE + ordinal);
  }
}
