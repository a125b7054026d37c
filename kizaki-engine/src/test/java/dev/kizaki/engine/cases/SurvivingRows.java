package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.cases.RowOrigins.EntityOrigin;
import dev.kizaki.engine.cases.RowOrigins.FieldOrigin;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Scalar;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.Quoting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rows that must exist after a migration, read before it: for each entity that survives, all
 * its rows, restricted to the fields whose values survive. Rows are compared as sorted lists, so
 * that no row may be lost, duplicated or mixed up.
 */
final class SurvivingRows {
  private static final Pattern ELEMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|[^,]+");

  private final DatabaseNames names = new DatabaseNames(NamingVersion.CURRENT);
  private final Shape before;
  private final Shape after;
  private final List<PlanStatement> statements;
  private final String schema;
  private final RowOrigins origins;
  private final Map<String, List<String>> expected = new TreeMap<>();

  private SurvivingRows(Shape before, Shape after, List<PlanStatement> statements, String schema) {
    this.before = before;
    this.after = after;
    this.statements = statements;
    this.schema = schema;
    this.origins = RowOrigins.of(before, statements);
  }

  /** Reads the rows that must survive. */
  static SurvivingRows read(
      Connection connection,
      Shape before,
      Shape after,
      List<PlanStatement> statements,
      String schema)
      throws SQLException {
    SurvivingRows rows = new SurvivingRows(before, after, statements, schema);
    for (Map.Entry<String, EntityOrigin> each : rows.origins.entities().entrySet()) {
      rows.expected.put(each.getKey(), rows.before(connection, each.getKey(), each.getValue()));
    }
    return rows;
  }

  /** Checks that the rows have survived. */
  void check(Connection connection) throws SQLException {
    Map<String, List<String>> actual = new TreeMap<>();
    for (Map.Entry<String, EntityOrigin> each : origins.entities().entrySet()) {
      actual.put(each.getKey(), after(connection, each.getKey(), each.getValue()));
    }
    assertThat(actual).isEqualTo(expected);
    for (Map.Entry<String, DefaultValue.Literal> filled :
        RowOrigins.filled(statements).entrySet()) {
      int dot = filled.getKey().indexOf('.');
      checkFilled(
          connection,
          after.entity(filled.getKey().substring(0, dot)).orElseThrow(),
          filled.getKey().substring(dot + 1),
          filled.getValue());
    }
  }

  private void checkFilled(
      Connection connection, Entity entity, String field, DefaultValue.Literal value)
      throws SQLException {
    FieldType type = type(after, entity, field);
    String column = Quoting.identifier(names.column(entity.field(field).orElseThrow()));
    List<List<String>> others =
        query(
            connection,
            "SELECT "
                + column
                + "::text FROM "
                + table(entity)
                + " WHERE "
                + column
                + " IS DISTINCT FROM "
                + literal(labelled(value, type), type)
                + "::"
                + sqlType(connection, entity, field));
    assertThat(others).as("rows of %s without the value of %s", entity.name(), field).isEmpty();
  }

  private List<String> before(Connection connection, String name, EntityOrigin origin)
      throws SQLException {
    List<String> columns = new ArrayList<>(List.of("''"));
    List<Optional<Map<String, String>>> labels = new ArrayList<>(List.of(Optional.empty()));
    Entity old = before.entity(origin.entity()).orElseThrow();
    for (Map.Entry<String, FieldOrigin> each : sorted(name, origin)) {
      FieldOrigin from = each.getValue();
      FieldType was = type(before, old, from.field());
      FieldType is = type(after, after.entity(name).orElseThrow(), each.getKey());
      String column =
          Quoting.identifier(names.column(old.field(from.field()).orElseThrow())) + "::text";
      if (was instanceof FieldType.OfEnum ofEnum) {
        labels.add(Optional.of(from.labels().orElseGet(() -> origins.labels(ofEnum.name()))));
      } else {
        labels.add(Optional.empty());
        column = is instanceof FieldType.OfEnum ? column : column + "::" + sql(is) + "::text";
      }
      columns.add(from.fill().map(fill -> coalesced(fill, is)).orElse("%s").formatted(column));
    }
    List<String> rows = new ArrayList<>();
    for (List<String> row : select(connection, old, columns)) {
      for (int i = 0; i < row.size(); i++) {
        if (labels.get(i).isPresent() && row.get(i) != null) {
          row.set(i, relabelled(row.get(i), labels.get(i).get()));
        }
      }
      rows.add(row.toString());
    }
    Collections.sort(rows);
    return rows;
  }

  private String coalesced(DefaultValue.Literal fill, FieldType type) {
    String literal = literal(labelled(fill, type), type);
    String cast =
        type instanceof FieldType.OfEnum ? literal : literal + "::" + sql(type) + "::text";
    return "coalesce(%s, " + cast.replace("%", "%%") + ")";
  }

  /** A label or an array of labels, with renamed labels replaced. */
  private static String relabelled(String text, Map<String, String> labels) {
    if (!text.startsWith("{")) {
      return labels.getOrDefault(text, text);
    }
    return ELEMENT
        .matcher(text.substring(1, text.length() - 1))
        .results()
        .map(found -> found.group(1) == null ? found.group() : found.group(1))
        .map(label -> label.replaceAll("\\\\(.)", "$1"))
        .map(label -> labels.getOrDefault(label, label))
        .map(SurvivingRows::element)
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** An element as PostgreSQL prints it in an array (documentation, section 8.15.6). */
  private static String element(String label) {
    return !label.equalsIgnoreCase("null") && label.matches("[^\\s,{}\"\\\\]+")
        ? label
        : "\"" + label.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private List<String> after(Connection connection, String name, EntityOrigin origin)
      throws SQLException {
    List<String> columns = new ArrayList<>(List.of("''"));
    Entity entity = after.entity(name).orElseThrow();
    for (Map.Entry<String, FieldOrigin> each : sorted(name, origin)) {
      String column = names.column(entity.field(each.getKey()).orElseThrow());
      columns.add(Quoting.identifier(column) + "::text");
    }
    List<String> rows = new ArrayList<>();
    select(connection, entity, columns).forEach(row -> rows.add(row.toString()));
    Collections.sort(rows);
    return rows;
  }

  private static List<Map.Entry<String, FieldOrigin>> sorted(String name, EntityOrigin origin) {
    return List.copyOf(new TreeMap<>(origin.fields()).entrySet());
  }

  private static FieldType type(Shape shape, Entity entity, String field) {
    Field found = entity.field(field).orElseThrow();
    return shape.columnType(found.type()).orElseThrow();
  }

  private String table(Entity entity) {
    return Quoting.qualified(schema, names.table(entity));
  }

  private List<List<String>> select(Connection connection, Entity entity, List<String> columns)
      throws SQLException {
    return query(connection, "SELECT " + String.join(", ", columns) + " FROM " + table(entity));
  }

  private static List<List<String>> query(Connection connection, String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private String sqlType(Connection connection, Entity entity, String field) throws SQLException {
    return query(
            connection,
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '"
                + table(entity).replace("'", "''")
                + "'::regclass AND attname = '"
                + names.column(entity.field(field).orElseThrow()).replace("'", "''")
                + "'")
        .get(0)
        .get(0);
  }

  /** The SQL types as the test defines them, independent of the generator's own list. */
  private static String sql(FieldType type) {
    if (type instanceof FieldType.Decimal decimal) {
      return "numeric(" + decimal.precision() + "," + decimal.scale() + ")" + brackets(type);
    }
    if (type instanceof FieldType.Native other) {
      return other.name() + brackets(type);
    }
    String limit = type.limit().isPresent() ? "(" + type.limit().getAsInt() + ")" : "";
    return switch (((FieldType.Simple) type).scalar()) {
      case STRING -> "text" + brackets(type);
      case VARCHAR -> "varchar" + limit + brackets(type);
      case CHAR -> "char" + limit + brackets(type);
      case DECIMAL -> "numeric" + brackets(type);
      case REAL -> "float4" + brackets(type);
      case TIMESTAMP -> "timestamp" + limit + brackets(type);
      case TIME -> "time" + limit + brackets(type);
      case INT -> "int4" + brackets(type);
      case SMALLINT -> "int2" + brackets(type);
      case BIGINT -> "int8" + brackets(type);
      case DOUBLE -> "float8" + brackets(type);
      case BOOLEAN -> "bool" + brackets(type);
      case DATETIME -> "timestamptz" + limit + brackets(type);
      case DATE -> "date" + brackets(type);
      case UUID -> "uuid" + brackets(type);
      case BYTES -> "bytea" + brackets(type);
      case JSON, FILE -> "jsonb";
    };
  }

  private static String brackets(FieldType type) {
    return type.isArray() ? "[]" : "";
  }

  /** The literal with the label that an enum value has after the migration. */
  private DefaultValue.Literal labelled(DefaultValue.Literal value, FieldType type) {
    return value instanceof DefaultValue.EnumValue given && type instanceof FieldType.OfEnum ofEnum
        ? new DefaultValue.EnumValue(
            after.enumType(ofEnum.name()).orElseThrow().label(given.value()))
        : value;
  }

  private static String literal(DefaultValue.Literal value, FieldType type) {
    if (value instanceof DefaultValue.Text text) {
      boolean bytes = type.equals(FieldType.of(Scalar.BYTES));
      return "'" + (bytes ? "\\x" : "") + text.text().replace("'", "''") + "'";
    }
    if (value instanceof DefaultValue.Number number) {
      return "'" + number.value().toPlainString() + "'";
    }
    if (value instanceof DefaultValue.Boolean flag) {
      return "'" + flag.value() + "'";
    }
    if (value instanceof DefaultValue.EnumValue label) {
      return "'" + label.value().replace("'", "''") + "'";
    }
    return type instanceof FieldType.Simple simple && simple.scalar() == Scalar.JSON
        ? "'[]'"
        : "'{}'";
  }
}
