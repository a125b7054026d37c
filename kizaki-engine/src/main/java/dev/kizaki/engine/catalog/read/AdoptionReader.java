package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.ExpressionPlace;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.ReferencedColumn;
import dev.kizaki.engine.jdbc.SessionSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads what adopting a schema has to know beyond its objects. The search path of the session must
 * be {@code pg_catalog} only.
 */
public final class AdoptionReader {
  private final Connection connection;
  private final String schema;

  private AdoptionReader(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /** The expressions of the tables of the schema. Needs the lock that reading a table takes. */
  public static Map<ExpressionPlace, String> expressions(Connection connection, String schema)
      throws SQLException {
    SearchPath.set(connection, SearchPath.with(schema));
    Map<ExpressionPlace, String> expressions = new HashMap<>();
    new AdoptionReader(connection, schema)
        .rows(
            AdoptionQueries.EXPRESSIONS,
            row ->
                expressions.put(
                    new ExpressionPlace(
                        ObjectName.of(
                            ObjectKind.valueOf(row.getString(1)),
                            row.getString(2),
                            row.getString(3)),
                        row.getInt(4)),
                    row.getString(5)));
    SearchPath.set(connection, SessionSettings.CATALOG_PATH);
    return expressions;
  }

  /** The extensions that the server has files of. */
  public static Set<String> extensions(Connection connection) throws SQLException {
    Set<String> names = new HashSet<>();
    try (PreparedStatement statement =
            connection.prepareStatement("select name::text from pg_available_extensions");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  public static AdoptionFacts read(Connection connection, String schema) throws SQLException {
    return new AdoptionReader(connection, schema).read();
  }

  private AdoptionFacts read() throws SQLException {
    return new AdoptionFacts(
        !rows(AdoptionQueries.SCHEMA, row -> row.getString(1)).isEmpty(),
        otherSchemas(),
        rows(AdoptionQueries.FORBIDDEN, row -> row.getString(1)),
        Set.copyOf(rows(AdoptionQueries.FLYWAY, row -> row.getString(1))),
        Set.copyOf(rows(AdoptionQueries.PARENTS, row -> row.getString(1))),
        comments(),
        needs(),
        rows(
            AdoptionQueries.USED_KEYS,
            row -> ObjectName.of(ObjectKind.COLUMN, row.getString(1), row.getString(2))),
        rows(
            AdoptionQueries.REFERENCED,
            row ->
                new ReferencedColumn(
                    row.getString(1), row.getString(2), row.getString(3), row.getString(4))));
  }

  private SortedMap<String, Integer> otherSchemas() throws SQLException {
    SortedMap<String, Integer> schemas = new TreeMap<>();
    rows(AdoptionQueries.OTHER_SCHEMAS, row -> schemas.put(row.getString(1), row.getInt(2)));
    return schemas;
  }

  private Map<ObjectName, String> comments() throws SQLException {
    Map<ObjectName, String> comments = new HashMap<>();
    rows(
        AdoptionQueries.COMMENTS,
        row ->
            comments.put(
                new ObjectName(
                    ObjectKind.valueOf(row.getString(1)),
                    Optional.ofNullable(row.getString(2)),
                    row.getString(3)),
                row.getString(4)));
    return comments;
  }

  private Map<String, List<AdoptionFacts.Need>> needs() throws SQLException {
    Map<String, List<AdoptionFacts.Need>> needs = new HashMap<>();
    rows(
        AdoptionQueries.NEEDS,
        row ->
            needs
                .computeIfAbsent(row.getString(1), any -> new ArrayList<>())
                .add(new AdoptionFacts.Need(row.getString(2), row.getString(3))));
    return needs;
  }

  private <T> List<T> rows(String query, Row<T> row) throws SQLException {
    List<T> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, schema);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          all.add(row.read(result));
        }
      }
    }
    return all;
  }

  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }
}
