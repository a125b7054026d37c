package dev.kizaki.engine.postgres;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.sql.Quoting;
import java.util.Map;

/** The PostgreSQL type of a column (PostgreSQL documentation, chapter 8). */
final class PostgresTypes {
  private static final Map<Scalar, String> SCALARS =
      Map.ofEntries(
          Map.entry(Scalar.STRING, "text"),
          Map.entry(Scalar.VARCHAR, "character varying"),
          Map.entry(Scalar.CHAR, "character"),
          Map.entry(Scalar.INT, "integer"),
          Map.entry(Scalar.SMALLINT, "smallint"),
          Map.entry(Scalar.BIGINT, "bigint"),
          Map.entry(Scalar.DECIMAL, "numeric"),
          Map.entry(Scalar.DOUBLE, "double precision"),
          Map.entry(Scalar.REAL, "real"),
          Map.entry(Scalar.BOOLEAN, "boolean"),
          Map.entry(Scalar.DATETIME, "timestamp with time zone"),
          Map.entry(Scalar.TIMESTAMP, "timestamp without time zone"),
          Map.entry(Scalar.DATE, "date"),
          Map.entry(Scalar.TIME, "time without time zone"),
          Map.entry(Scalar.UUID, "uuid"),
          Map.entry(Scalar.BYTES, "bytea"),
          Map.entry(Scalar.JSON, "jsonb"),
          Map.entry(Scalar.FILE, "jsonb"));

  private final DatabaseMapping mapping;

  PostgresTypes(DatabaseMapping mapping) {
    this.mapping = mapping;
  }

  /**
   * The type in SQL.
   *
   * @param type a column type, not a reference
   */
  String sql(FieldType type) {
    return element(type) + (isArray(type) ? "[]" : "");
  }

  /** The type without {@code []}. */
  String element(FieldType type) {
    if (type instanceof FieldType.Simple simple) {
      return limited(SCALARS.get(simple.scalar()), simple);
    }
    if (type instanceof FieldType.Native other) {
      return other.name();
    }
    if (type instanceof FieldType.Decimal decimal) {
      return "numeric(" + decimal.precision() + ", " + decimal.scale() + ")";
    }
    if (type instanceof FieldType.OfEnum ofEnum) {
      return enumType(ofEnum.name());
    }
    throw new IllegalArgumentException("a reference has no type of its own: " + type.text());
  }

  /** The number stands after the first word of a time, and after all words of a text. */
  private static String limited(String name, FieldType.Simple type) {
    if (type.limit().isEmpty()) {
      return name;
    }
    String limit = "(" + type.limit().getAsInt() + ")";
    int blank = name.indexOf(' ');
    return type.isString()
        ? name + limit
        : name.substring(0, blank) + limit + name.substring(blank);
  }

  /**
   * The type that an expression is cast to before its values are compared. A cast to a text with a
   * limit would cut them without an error (documentation, section 8.3), so its limit is left out.
   */
  String comparable(FieldType type) {
    if (!type.isLimitedString()) {
      return sql(type);
    }
    return (type.isOf(Scalar.CHAR) ? "bpchar" : "text") + (type.isArray() ? "[]" : "");
  }

  String enumType(String name) {
    return Quoting.table(mapping.type(name));
  }

  /** Whether the column is a native array: {@code json[]} is one jsonb value. */
  static boolean isArray(FieldType type) {
    return type.isArray() && !isJson(type);
  }

  static boolean isJson(FieldType type) {
    return type instanceof FieldType.Simple simple
        && (simple.scalar() == Scalar.JSON || simple.scalar() == Scalar.FILE);
  }
}
