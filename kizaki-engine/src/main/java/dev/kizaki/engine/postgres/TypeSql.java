package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.Quoting.identifier;
import static dev.kizaki.engine.sql.SqlBuilder.sql;

import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.sql.DatabaseChange;
import dev.kizaki.engine.sql.RowAccess;
import dev.kizaki.engine.sql.SqlBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Changes the type of a column and of every column that refers to it. The foreign keys between them
 * are dropped and created again, because both columns of a foreign key must have matching types.
 *
 * <p>If the plan has an expression for the new values, the referring columns cannot use it, because
 * it is evaluated over the referenced row. So a temporary column first receives the new values, and
 * the referring rows copy them from there. An expression that reads other rows is handled in the
 * same way, because PostgreSQL allows no subquery in a change of type (documentation, ALTER TABLE).
 */
final class TypeSql {
  private static final String NEW_VALUE = "__kizaki_new_";

  private final DatabaseMapping mapping;
  private final SqlScript script;
  private final ColumnSql columns;
  private final ReferenceSql references;

  TypeSql(DatabaseMapping mapping, SqlScript script, ColumnSql columns, ReferenceSql references) {
    this.mapping = mapping;
    this.script = script;
    this.columns = columns;
    this.references = references;
  }

  void change(EntityField changed, FieldType toType, Optional<PlanValue> using) {
    FieldType fromType = mapping.columnType(changed.field());
    List<EntityField> followers = followers(changed);
    suspendReferences(changed, followers);
    List<EntityField> withDefault = withoutDefaults(followers);
    if (using.isEmpty() || followers.isEmpty() && !Values.readsOtherRows(using.get())) {
      RowAccess work =
          using.isEmpty() && keepsRows(fromType, toType) ? RowAccess.CATALOG : RowAccess.REWRITE;
      alter(
          changed,
          toType,
          using.isPresent()
              ? typed(using.get(), toType)
              : new Casts(mapping.types()).expression(column(changed), fromType, toType),
          work);
      for (EntityField follower : followers) {
        alter(
            follower,
            toType,
            new Casts(mapping.types()).expression(column(follower), fromType, toType),
            work);
      }
    } else {
      changeByNewValues(changed, followers, toType, using.get());
    }
    setDefaults(withDefault, toType);
  }

  /**
   * A column whose values are all written again.
   *
   * @param column the column before
   * @param value the new value, an expression over its row
   * @param evaluates whether the meaning of the expression depends on settings of the session
   */
  record Rewritten(EntityField column, String value, boolean evaluates) {}

  /**
   * The columns whose values {@link #change} writes again; empty if it keeps them, or if the values
   * of one row depend on others.
   */
  List<Rewritten> rewritten(EntityField changed, FieldType toType, Optional<PlanValue> using) {
    FieldType fromType = mapping.columnType(changed.field());
    List<EntityField> followers = followers(changed);
    if (using.isPresent()) {
      return followers.isEmpty() && !Values.readsOtherRows(using.get())
          ? List.of(new Rewritten(changed, typed(using.get(), toType), true))
          : List.of();
    }
    if (keepsRows(fromType, toType)) {
      return List.of();
    }
    Casts casts = new Casts(mapping.types());
    return Stream.concat(Stream.of(changed), followers.stream())
        .map(
            each ->
                new Rewritten(
                    each,
                    casts.expression(column(each), fromType, toType),
                    !(fromType.isNumber() && toType.isNumber())))
        .toList();
  }

  /** The column is another one from now on: changes the columns that refer to it. */
  void follow(EntityField changed, FieldType toType) {
    FieldType fromType = mapping.columnType(changed.field());
    List<EntityField> followers = followers(changed);
    suspendReferences(changed, followers);
    List<EntityField> withDefault = withoutDefaults(followers);
    for (EntityField follower : followers) {
      alter(
          follower,
          toType,
          new Casts(mapping.types()).expression(column(follower), fromType, toType),
          keepsRows(fromType, toType) ? RowAccess.CATALOG : RowAccess.REWRITE);
    }
    setDefaults(withDefault, toType);
  }

  private void suspendReferences(EntityField changed, List<EntityField> followers) {
    references.suspend(
        followers.stream()
            .flatMap(each -> ForeignKey.of(each.entity(), each.field()).stream())
            .toList());
    List<EntityField> all = new ArrayList<>(List.of(changed));
    all.addAll(followers);
    references.suspend(references.declaredOver(all), true);
    references.suspend(references.throughIncluded(all));
  }

  /** A generated column is not among them: it is added again with its new type. */
  private List<EntityField> followers(EntityField changed) {
    return mapping.followers(changed.entity(), changed.field()).stream()
        .filter(each -> !each.field().isGenerated())
        .toList();
  }

  /** Drops the defaults of the fields; returns those that have one. */
  private List<EntityField> withoutDefaults(List<EntityField> fields) {
    List<EntityField> withDefault =
        fields.stream().filter(each -> each.field().defaultValue().isPresent()).toList();
    withDefault.forEach(each -> columns.dropDefault(each.entity().name(), each.field()));
    return withDefault;
  }

  private void setDefaults(List<EntityField> fields, FieldType type) {
    for (EntityField each : fields) {
      Field retyped = each.field().withType(type);
      columns.setDefault(each.entity().name(), retyped, each.field().defaultValue().orElseThrow());
    }
  }

  /**
   * Whether PostgreSQL changes the type without rewriting the rows (documentation, ALTER TABLE,
   * notes): a decimal gets more digits before the point, a text may be longer, or a time keeps more
   * digits of its second. The elements of arrays are only kept if they lose their limit. Of a
   * native type this is not known, so it counts as a rewrite.
   */
  private static boolean keepsRows(FieldType from, FieldType to) {
    if (from.isOf(Scalar.CHAR) || Conversion.between(from, to) != Conversion.LOSSLESS) {
      return false;
    }
    boolean losesLimit =
        from.isDecimal()
            ? to.isOf(Scalar.DECIMAL)
            : to.limit().isEmpty()
                && from instanceof FieldType.Simple old
                && to instanceof FieldType.Simple wider
                && old.scalar() == wider.scalar();
    if (losesLimit || PostgresTypes.isArray(from)) {
      return losesLimit;
    }
    return from.isString() && to.isString()
        || from instanceof FieldType.Decimal old
            && to instanceof FieldType.Decimal wider
            && wider.scale() == old.scale()
        || from instanceof FieldType.Simple old
            && to instanceof FieldType.Simple wider
            && old.scalar() == wider.scalar();
  }

  /** A text that is too long is not cut by a cast, and so PostgreSQL refuses to assign it. */
  private String typed(PlanValue value, FieldType type) {
    return mapping.values().sql(value, type) + "::" + mapping.types().comparable(type);
  }

  private void changeByNewValues(
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
            .updatesAll(mapping.table(changed.entity().name()))
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
        alterTable(of)
            .words("ADD COLUMN")
            .words(newValue(ordinal))
            .words(mapping.types().sql(type)),
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
            .updatesSome(mapping.table(follower.entity().name()))
            .reads(mapping.table(to.entity())));
  }

  private void alter(EntityField field, FieldType toType, String using, RowAccess work) {
    String type = mapping.types().sql(toType);
    boolean onlyCasts = using.equals(column(field) + "::" + type);
    boolean makesIndex = work == RowAccess.CATALOG && isInIndexWithSql(field);
    Footprint footprint = altering(field, toType, makesIndex ? RowAccess.SCAN : work);
    if (!(onlyCasts && mapping.columnType(field.field()).isNumber() && toType.isNumber())) {
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
                any ->
                    new DatabaseChange.SetType(
                        mapping.table(field.entity().name()),
                        mapping.columnName(field.entity().name(), field.field().name()),
                        type)));
  }

  private SqlBuilder alterTable(EntityField field) {
    return sql("ALTER TABLE").words(table(field));
  }

  private Footprint altering(EntityField field, FieldType type, RowAccess work) {
    return new Footprint()
        .alters(mapping.table(field.entity().name()), work)
        .usesType(mapping, type);
  }

  /**
   * PostgreSQL never keeps an index with an expression or a predicate when the type of its column
   * changes, even if it keeps the rows.
   */
  private boolean isInIndexWithSql(EntityField field) {
    return mapping.shape().entity(field.entity().name()).stream()
        .flatMap(entity -> entity.indexes().stream())
        .anyMatch(index -> !index.expressions().isEmpty() && index.contains(field.field().name()));
  }

  private String table(EntityField field) {
    return mapping.quotedTable(field.entity().name());
  }

  private String column(EntityField field) {
    return mapping.quotedColumn(field.entity().name(), field.field().name());
  }

  private static String newValue(int ordinal) {
    return identifier(NEW_VALUE + ordinal);
  }
}
