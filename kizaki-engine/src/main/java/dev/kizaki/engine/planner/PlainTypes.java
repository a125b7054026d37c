package dev.kizaki.engine.planner;

import dev.kizaki.engine.object.DomainBases;
import dev.kizaki.engine.object.MadeObject;
import dev.kizaki.engine.object.ObjectKind;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.SqlObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types that fields have while the domains and other types of objects are not there: of a
 * domain what it is made of, so that PostgreSQL changes the column without writing it, and of
 * another type its text.
 */
final class PlainTypes {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;
  private static final String ARRAY = "[]";
  private static final Pattern LAST_NAME =
      Pattern.compile("(?:.*\\.)?(\"(?:[^\"]|\"\")+\"|[^.\"]+)");
  private static final Pattern LIMITED = Pattern.compile("([a-z0-9 ]+)\\((\\d+)\\)([a-z ]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("(?:numeric|decimal|dec)\\((\\d+)(?:, (\\d+))?\\)");
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  private static final Map<String, Scalar> SCALARS =
      Map.ofEntries(
          Map.entry("text", Scalar.STRING),
          Map.entry("character varying", Scalar.VARCHAR),
          Map.entry("varchar", Scalar.VARCHAR),
          Map.entry("character", Scalar.CHAR),
          Map.entry("char", Scalar.CHAR),
          Map.entry("integer", Scalar.INT),
          Map.entry("int", Scalar.INT),
          Map.entry("int4", Scalar.INT),
          Map.entry("smallint", Scalar.SMALLINT),
          Map.entry("int2", Scalar.SMALLINT),
          Map.entry("bigint", Scalar.BIGINT),
          Map.entry("int8", Scalar.BIGINT),
          Map.entry("numeric", Scalar.DECIMAL),
          Map.entry("decimal", Scalar.DECIMAL),
          Map.entry("double precision", Scalar.DOUBLE),
          Map.entry("float8", Scalar.DOUBLE),
          Map.entry("real", Scalar.REAL),
          Map.entry("float4", Scalar.REAL),
          Map.entry("boolean", Scalar.BOOLEAN),
          Map.entry("bool", Scalar.BOOLEAN),
          Map.entry("timestamp with time zone", Scalar.DATETIME),
          Map.entry("timestamptz", Scalar.DATETIME),
          Map.entry("timestamp without time zone", Scalar.TIMESTAMP),
          Map.entry("timestamp", Scalar.TIMESTAMP),
          Map.entry("date", Scalar.DATE),
          Map.entry("time without time zone", Scalar.TIME),
          Map.entry("time", Scalar.TIME),
          Map.entry("uuid", Scalar.UUID),
          Map.entry("bytea", Scalar.BYTES),
          Map.entry("jsonb", Scalar.JSON));

  private final Shape shape;

  /** The types that go, and what domains are made of. */
  private final Set<String> gone = new HashSet<>();

  private final Map<String, String> bases = new HashMap<>();

  /**
   * @param shape the shape before the plan
   */
  PlainTypes(Shape shape) {
    this.shape = shape;
  }

  /** The object's types go. */
  void add(SqlObject object) {
    ObjectScript script = ObjectScript.of(object.create());
    script.madeNames().stream()
        .filter(made -> made.kind() == ObjectKind.DOMAIN || made.kind() == ObjectKind.TYPE)
        .map(MadeObject::name)
        .forEach(gone::add);
    bases.putAll(DomainBases.of(script));
  }

  /** Whether the field has a type that goes. */
  boolean concern(Field field) {
    return field.type() instanceof FieldType.Native type && gone.contains(lastName(type.name()));
  }

  /** The field without its default or expression, with a type that stays. */
  Field plain(Field field) {
    Field plain = field.withDefault(Optional.empty());
    return concern(field) ? plain.withType(type(field)) : plain;
  }

  private FieldType type(Field field) {
    FieldType.Native type = (FieldType.Native) field.type();
    String name = lastName(type.name());
    return Optional.ofNullable(bases.get(name))
        .flatMap(base -> of(base, type.array()))
        .orElseGet(() -> new FieldType.Simple(Scalar.STRING, OptionalInt.empty(), type.array()));
  }

  /** Empty if the domain is made of what no field can have, such as an array of arrays. */
  private Optional<FieldType> of(String base, boolean array) {
    if (base.endsWith(ARRAY)) {
      return array || base.endsWith(ARRAY + ARRAY)
          ? Optional.empty()
          : of(base.substring(0, base.length() - ARRAY.length()), true);
    }
    Matcher decimal = DECIMAL.matcher(base);
    if (decimal.matches()) {
      int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
      return Optional.of(new FieldType.Decimal(Integer.parseInt(decimal.group(1)), scale, array));
    }
    Matcher limited = LIMITED.matcher(base);
    boolean hasLimit = limited.matches();
    Scalar scalar = SCALARS.get(hasLimit ? limited.group(1) + limited.group(3) : base);
    if (scalar != null) {
      OptionalInt limit =
          hasLimit
              ? OptionalInt.of(Integer.parseInt(limited.group(2)))
              : scalar.needsLimit() ? OptionalInt.of(1) : OptionalInt.empty();
      return array && scalar == Scalar.JSON
          ? Optional.empty()
          : Optional.of(new FieldType.Simple(scalar, limit, array));
    }
    return ofOthers(base, array);
  }

  /** An enum of the schema, or a type of PostgreSQL or of an extension. */
  private Optional<FieldType> ofOthers(String base, boolean array) {
    String name = lastName(base);
    if (gone.contains(name)) {
      return Optional.ofNullable(bases.get(name)).flatMap(each -> of(each, array));
    }
    Optional<String> ofEnum =
        shape.enums().stream()
            .filter(each -> NAMES.enumType(each).equals(name))
            .map(EnumType::name)
            .findFirst();
    if (ofEnum.isPresent()) {
      return Optional.of(new FieldType.OfEnum(ofEnum.get(), array));
    }
    return NAME.matcher(base).matches()
        ? Optional.of(new FieldType.Native(base, array))
        : Optional.empty();
  }

  private static String lastName(String type) {
    Matcher matcher = LAST_NAME.matcher(type);
    String name = matcher.matches() ? matcher.group(1) : type;
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }
}
