package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SystemEntity;
import dev.kizaki.inspire.format.StringLiterals;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values that a plan would take where it asks for one, as the plan language spells them: examples
 * for people. Names in their SQL are bare where PostgreSQL takes them so, because quotes within
 * quotes read badly.
 */
public final class ExampleValues {
  private static final Pattern BARE = Pattern.compile("[a-z_][a-z0-9_]*");

  /** Names that need quotes as a table or a column (PostgreSQL documentation, appendix C). */
  private static final Set<String> RESERVED =
      Set.of(
          """
          all analyse analyze and any array as asc asymmetric authorization binary both case cast \
          check collate collation column concurrently constraint create cross current_catalog \
          current_date current_role current_schema current_time current_timestamp current_user \
          default deferrable desc distinct do else end except false fetch for foreign freeze from \
          full grant group having ilike in initially inner intersect into is isnull join lateral \
          leading left like limit localtime localtimestamp natural not notnull null offset on only \
          or order outer overlaps placing primary references returning right select session_user \
          similar some symmetric system_user table tablesample then to trailing true union unique \
          user using variadic verbose when where window with\
          """
              .split(" "));

  private final ShapeView shape;
  private final DatabaseNames names = new DatabaseNames(NamingVersion.CURRENT);

  /**
   * @param shape where enums and referenced fields are looked up
   */
  public ExampleValues(ShapeView shape) {
    this.shape = shape;
  }

  /** What rows without a value could get: {@code 0}, {@code sql("now()")}. */
  public String fill(Field field) {
    if (field.type() instanceof FieldType.Reference to) {
      return anyRowOf(to);
    }
    if (field.type().isArray()) {
      return "[]";
    }
    if (field.type() instanceof FieldType.OfEnum ofEnum) {
      return shape
          .enumType(ofEnum.name())
          .map(EnumType::values)
          .filter(values -> !values.isEmpty())
          .map(values -> values.get(0))
          .orElse(sql("null"));
    }
    return field.type() instanceof FieldType.Simple simple ? scalar(simple.scalar()) : "0";
  }

  private static String scalar(Scalar scalar) {
    return switch (scalar) {
      case STRING -> "\"unknown\"";
      case INT, SMALLINT, BIGINT, DOUBLE -> "0";
      case BOOLEAN -> "false";
      case DATETIME -> sql("now()");
      case DATE -> sql("current_date");
      case UUID -> sql("gen_random_uuid()");
      case BYTES -> "\"00\"";
      case JSON -> "\"{}\"";
      case FILE -> sql("'{}'");
    };
  }

  /** How the values a field has now could become its new type: {@code sql("code::integer")}. */
  public String conversion(Field field) {
    Optional<FieldType> type = shape.columnType(field.type());
    if (type.isEmpty() || type.get() instanceof FieldType.OfEnum) {
      return fill(field);
    }
    return field.type() instanceof FieldType.Reference to
        ? anyRowOf(to)
        : sql(column(field.name()) + "::" + new PostgresTypes("", names).sql(type.get()));
  }

  private String anyRowOf(FieldType.Reference to) {
    Optional<SystemEntity.ExistingColumn> from =
        shape.systemEntity(to.entity()).flatMap(SystemEntity::from);
    String table =
        from.map(place -> name(place.schema()) + "." + name(place.table()))
            .orElseGet(() -> name(names.table(to.entity())));
    String column =
        from.map(place -> name(place.column())).orElseGet(() -> name(names.column(to.field())));
    return sql("(select " + column + " from " + table + " limit 1)");
  }

  private String column(String field) {
    return name(names.column(field));
  }

  private static String name(String name) {
    return BARE.matcher(name).matches() && !RESERVED.contains(name)
        ? name
        : SqlWriter.identifier(name);
  }

  private static String sql(String expression) {
    return "sql(" + StringLiterals.quote(expression) + ")";
  }
}
