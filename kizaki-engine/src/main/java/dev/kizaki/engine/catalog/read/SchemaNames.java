package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.ObjectSignature.Kind;
import dev.kizaki.engine.jdbc.SessionSettings;
import dev.kizaki.engine.sql.MadeName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything in a schema by its name, without the objects of extensions, and the indexes of
 * materialized views. What commands make is the difference of two readings.
 */
public final class SchemaNames {
  private final Map<CatalogKey, MadeName> names = new HashMap<>();

  private SchemaNames() {}

  /** Needs a transaction, whose search path it changes and restores. */
  public static SchemaNames read(Connection connection, String schema) throws SQLException {
    String before = SearchPath.current(connection);
    SearchPath.set(connection, SessionSettings.CATALOG_PATH);
    SchemaNames all = new SchemaNames();
    ObjectReader.entries(connection, schema)
        .forEach((key, entry) -> all.names.put(key, name(entry)));
    SearchPath.set(connection, before);
    return all;
  }

  private static MadeName name(CatalogEntry entry) {
    String kind =
        switch (entry.kind()) {
          case COMPOSITE_TYPE, RANGE_TYPE, BASE_TYPE -> "type";
          default -> entry.kind().word();
        };
    boolean isOnTable = entry.kind() == Kind.TRIGGER || entry.kind() == Kind.RULE;
    Optional<String> on = entry.relation().filter(any -> isOnTable);
    return new MadeName(kind, entry.name(), on);
  }

  public boolean contains(MadeName name) {
    return names.containsValue(name);
  }

  /** What is here and was not in an earlier reading, also if something had its name. */
  public Set<MadeName> since(SchemaNames before) {
    return names.entrySet().stream()
        .filter(each -> !before.names.containsKey(each.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.toSet());
  }
}
