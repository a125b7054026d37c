package dev.kizaki.engine.adopt;

import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.sql.Quoting;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of Inspire for the types of columns, as {@code Property.TYPE} spells them. */
final class ColumnTypes {
  private static final String ARRAY = "[]";

  /** {@code timestamp(3) without time zone}, {@code character varying(50)}. */
  private static final Pattern LIMITED = Pattern.compile("([a-z ]+)\\((\\d+)\\)([a-z ]*)");

  private static final Pattern DECIMAL = Pattern.compile("numeric\\((\\d+), (\\d+)\\)");

  private static final Map<String, Scalar> SCALARS =
      Map.ofEntries(
          Map.entry("text", Scalar.STRING),
          Map.entry("character varying", Scalar.VARCHAR),
          Map.entry("character", Scalar.CHAR),
          Map.entry("integer", Scalar.INT),
          Map.entry("smallint", Scalar.SMALLINT),
          Map.entry("bigint", Scalar.BIGINT),
          Map.entry("numeric", Scalar.DECIMAL),
          Map.entry("double precision", Scalar.DOUBLE),
          Map.entry("real", Scalar.REAL),
          Map.entry("boolean", Scalar.BOOLEAN),
          Map.entry("timestamp with time zone", Scalar.DATETIME),
          Map.entry("timestamp without time zone", Scalar.TIMESTAMP),
          Map.entry("date", Scalar.DATE),
          Map.entry("time without time zone", Scalar.TIME),
          Map.entry("uuid", Scalar.UUID),
          Map.entry("bytea", Scalar.BYTES),
          Map.entry("jsonb", Scalar.JSON));

  private final String schema;
  private final AdoptedNames names;

  ColumnTypes(String schema, AdoptedNames names) {
    this.schema = schema;
    this.names = names;
  }

  /** The type; empty if Inspire has none. */
  Optional<FieldType> of(String sql) {
    boolean array = sql.endsWith(ARRAY);
    String element = array ? sql.substring(0, sql.length() - ARRAY.length()) : sql;
    if (element.endsWith(ARRAY)) {
      return Optional.empty();
    }
    return enumType(element)
        .<FieldType>map(name -> new FieldType.OfEnum(name, array))
        .or(() -> builtIn(element, array));
  }

  /** The type of the database that an enum has, if the column is of one. */
  Optional<String> enumOf(String sql) {
    String prefix = Quoting.identifier(schema) + ".\"";
    String element = sql.endsWith(ARRAY) ? sql.substring(0, sql.length() - ARRAY.length()) : sql;
    return element.startsWith(prefix) && element.endsWith("\"")
        ? Optional.of(
            element.substring(prefix.length(), element.length() - 1).replace("\"\"", "\""))
        : Optional.empty();
  }

  private Optional<String> enumType(String element) {
    return enumOf(element).map(names::enumType);
  }

  private static Optional<FieldType> builtIn(String element, boolean array) {
    Matcher decimal = DECIMAL.matcher(element);
    if (decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = Integer.parseInt(decimal.group(2));
      return scale <= precision
          ? Optional.of(new FieldType.Decimal(precision, scale, array))
          : Optional.empty();
    }
    Matcher limited = LIMITED.matcher(element);
    boolean hasLimit = limited.matches();
    Scalar scalar = SCALARS.get(hasLimit ? limited.group(1) + limited.group(3) : element);
    if (scalar == null) {
      return Optional.of(new FieldType.Native(element, array));
    }
    OptionalInt limit =
        hasLimit ? OptionalInt.of(Integer.parseInt(limited.group(2))) : OptionalInt.empty();
    boolean fits =
        limit.isPresent() ? scalar.limit().allows(limit.getAsInt()) : !scalar.needsLimit();
    // json[] is one jsonb value in Inspire, not an array of them.
    return fits && !(array && scalar == Scalar.JSON)
        ? Optional.of(new FieldType.Simple(scalar, limit, array))
        : Optional.empty();
  }
}
