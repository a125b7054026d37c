package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DefaultText;
import dev.kizaki.engine.catalog.HeldName;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the objects of a schema, with one query for each group of kinds. The session's search path
 * must be {@code pg_catalog} only, so that no user-defined function or operator can replace one of
 * PostgreSQL's.
 */
public final class CatalogReader {
  private final Connection connection;
  private final String schema;
  private final String[] tables;
  private final List<CatalogObject> objects = new ArrayList<>();

  private CatalogReader(Connection connection, String schema, Collection<String> tables) {
    this.connection = connection;
    this.schema = schema;
    this.tables = tables.toArray(String[]::new);
  }

  /**
   * The objects of the schema, without the history table and without objects that belong to
   * extensions or to Liquibase.
   *
   * @param tables the tables whose columns, constraints and indexes are read too
   */
  public static List<CatalogObject> read(
      Connection connection, String schema, Collection<String> tables) throws SQLException {
    return new CatalogReader(connection, schema, tables).read();
  }

  /**
   * These tables, and the enums and sequences of the schema, with their properties; for the tables
   * also their columns, constraints and indexes.
   */
  public static List<CatalogObject> readTables(
      Connection connection, String schema, Collection<String> tables) throws SQLException {
    CatalogReader reader = new CatalogReader(connection, schema, tables);
    reader.each(CatalogQueries.ENUMS, CatalogReader::enumType);
    reader.each(CatalogQueries.SEQUENCES, CatalogReader::sequence);
    if (!tables.isEmpty()) {
      reader.each(CatalogQueries.TABLES, CatalogReader::object);
    }
    reader.readParts();
    return reader.objects;
  }

  /** The columns, constraints and indexes of these tables. */
  public static List<CatalogObject> readParts(
      Connection connection, String schema, Collection<String> tables) throws SQLException {
    CatalogReader reader = new CatalogReader(connection, schema, tables);
    reader.readParts();
    return reader.objects;
  }

  /** Which of these names relations or types of the schema have. */
  public static List<HeldName> heldNames(
      Connection connection, String schema, Collection<String> names) throws SQLException {
    List<HeldName> held = new ArrayList<>();
    if (names.isEmpty()) {
      return held;
    }
    try (PreparedStatement statement = connection.prepareStatement(CatalogQueries.HELD_NAMES)) {
      statement.setString(1, schema);
      statement.setObject(2, names.toArray(String[]::new));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          held.add(
              new HeldName(
                  HeldName.Namespace.valueOf(row.getString(1)),
                  row.getString(2),
                  new ObjectName(
                      ObjectKind.valueOf(row.getString(3)),
                      Optional.ofNullable(row.getString(4)),
                      row.getString(5))));
        }
      }
    }
    return held;
  }

  private List<CatalogObject> read() throws SQLException {
    each(CatalogQueries.OBJECTS, CatalogReader::object);
    removeLiquibase();
    each(CatalogQueries.ENUMS, CatalogReader::enumType);
    each(CatalogQueries.SEQUENCES, CatalogReader::sequence);
    readParts();
    return objects;
  }

  private void readParts() throws SQLException {
    if (tables.length == 0) {
      return;
    }
    int major = connection.getMetaData().getDatabaseMajorVersion();
    each(CatalogQueries.COLUMNS, CatalogReader::column);
    each(CatalogQueries.constraints(major), CatalogReader::constraint);
    each(CatalogQueries.indexes(major), CatalogReader::index);
  }

  /**
   * Removes Liquibase's two tables, which no report should list. A table that the migrations
   * created is kept even if it looks like one of them.
   */
  private void removeLiquibase() throws SQLException {
    Set<String> managed = Set.of(tables);
    boolean hasOthers =
        objects.stream()
            .map(CatalogObject::name)
            .anyMatch(each -> each.kind() == ObjectKind.TABLE && !managed.contains(each.name()));
    if (hasOthers) {
      LiquibaseTables liquibase = LiquibaseTables.find(connection);
      objects.removeIf(
          each ->
              each.name().kind() == ObjectKind.TABLE
                  && !managed.contains(each.name().name())
                  && liquibase.contain(schema, each.name().name()));
    }
  }

  private void each(String query, RowReader reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, schema);
      statement.setObject(2, tables);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          objects.add(reader.read(row));
        }
      }
    }
  }

  private static CatalogObject object(ResultSet row) throws SQLException {
    return CatalogObject.of(
            new ObjectName(
                ObjectKind.valueOf(row.getString(1)),
                Optional.ofNullable(row.getString(2)),
                row.getString(3)))
        .with(Property.ANOMALIES, texts(row, 4));
  }

  private static CatalogObject enumType(ResultSet row) throws SQLException {
    return CatalogObject.of(ObjectName.of(ObjectKind.ENUM, row.getString(1)))
        .with(Property.VALUES, texts(row, 2));
  }

  private static CatalogObject sequence(ResultSet row) throws SQLException {
    return CatalogObject.of(ObjectName.of(ObjectKind.SEQUENCE, row.getString(1)))
        .with(Property.OPTIONS, texts(row, 2))
        .with(Property.ANOMALIES, texts(row, 3));
  }

  private static CatalogObject column(ResultSet row) throws SQLException {
    String type = row.getString(3);
    String printedType = row.getString(4);
    return CatalogObject.of(ObjectName.of(ObjectKind.COLUMN, row.getString(1), row.getString(2)))
        .with(Property.TYPE, type)
        .with(Property.COLLATION, text(row, 5))
        .with(Property.NULLABILITY, row.getString(6))
        .with(
            Property.DEFAULT,
            text(row, 7).stream()
                .map(printed -> DefaultText.canonical(type, printedType, printed))
                .toList())
        .with(Property.IDENTITY, text(row, 8))
        .with(Property.SEQUENCE, texts(row, 9))
        .with(Property.GENERATED, text(row, 10));
  }

  private static CatalogObject constraint(ResultSet row) throws SQLException {
    ObjectKind kind =
        switch (row.getString(1)) {
          case "p" -> ObjectKind.PRIMARY_KEY;
          case "u" -> ObjectKind.UNIQUE;
          case "f" -> ObjectKind.FOREIGN_KEY;
          case "c" -> ObjectKind.CHECK;
          default -> ObjectKind.EXCLUSION;
        };
    return CatalogObject.of(ObjectName.of(kind, row.getString(2), row.getString(3)))
        .with(kind == ObjectKind.CHECK ? Property.USES : Property.COLUMNS, texts(row, 4))
        .with(Property.TARGET, texts(row, 5))
        .with(Property.ON_DELETE, text(row, 6))
        .with(Property.ON_UPDATE, text(row, 7))
        .with(Property.DEFERRABILITY, text(row, 8))
        .with(Property.INCLUDE, texts(row, 9))
        .with(Property.NULLS, text(row, 10))
        .with(Property.ANOMALIES, texts(row, 11));
  }

  private static CatalogObject index(ResultSet row) throws SQLException {
    return CatalogObject.of(ObjectName.of(ObjectKind.INDEX, row.getString(1), row.getString(2)))
        .with(Property.COLUMNS, texts(row, 3))
        .with(Property.METHOD, row.getString(4))
        .with(Property.INCLUDE, texts(row, 5))
        .with(Property.UNIQUENESS, row.getString(6))
        .with(Property.NULLS, row.getString(7))
        .with(Property.ORDER, texts(row, 8))
        .with(Property.OPERATOR_CLASSES, texts(row, 9))
        .with(Property.ANOMALIES, texts(row, 10))
        .with(Property.EXPRESSIONS, texts(row, 11))
        .with(Property.PREDICATE, text(row, 12));
  }

  /** Maps each JSON text to the form in which PostgreSQL stores it. */
  public static Map<String, String> canonicalJson(Connection connection, Collection<String> texts)
      throws SQLException {
    Map<String, String> canonical = new TreeMap<>();
    if (!texts.isEmpty()) {
      try (PreparedStatement statement =
          connection.prepareStatement("select t, t::jsonb::text from unnest(?::text[]) as x (t)")) {
        statement.setObject(1, texts.toArray(String[]::new));
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            canonical.put(row.getString(1), row.getString(2));
          }
        }
      }
    }
    return canonical;
  }

  private static List<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).stream().toList();
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  /** Converts a row of the result to an object. */
  @FunctionalInterface
  private interface RowReader {
    CatalogObject read(ResultSet row) throws SQLException;
  }
}
