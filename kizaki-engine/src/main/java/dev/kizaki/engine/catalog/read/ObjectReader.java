package dev.kizaki.engine.catalog.read;

import dev.kizaki.engine.catalog.FoundObject;
import dev.kizaki.engine.catalog.FoundObjects;
import dev.kizaki.engine.catalog.ObjectSignature;
import dev.kizaki.engine.catalog.ObjectSignature.Kind;
import dev.kizaki.engine.catalog.ObjectUse;
import dev.kizaki.engine.jdbc.SessionSettings;
import dev.kizaki.engine.sql.Quoting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the objects of a schema that SQL makes, and what they depend on. Needs a transaction, whose
 * search path it changes and restores. Reading the definitions locks what a query of the views
 * would lock.
 */
public final class ObjectReader {
  /** What Inspire has words for, or leaves alone. Their definitions are not read here. */
  private static final Set<Kind> OTHERS =
      EnumSet.of(
          Kind.TABLE,
          Kind.FOREIGN_TABLE,
          Kind.SEQUENCE,
          Kind.INDEX,
          Kind.ENUM,
          Kind.POLICY,
          Kind.STATISTICS);

  /** What a table's own parts depend on that is not for objects. */
  private static final List<String> STRUCTURE =
      List.of("pg_class", "pg_constraint", "pg_namespace", "pg_am", "pg_extension");

  private static final List<String> NAMESPACES = List.of("pg_namespace", "pg_extension");
  private static final String PROCEDURAL = "plpgsql";

  private final Connection connection;
  private final String schema;
  private final Map<CatalogKey, CatalogKey> parts = new HashMap<>();
  private final Map<CatalogKey, ObjectUse.Extension> extensions = new HashMap<>();
  private final Map<CatalogKey, CatalogEntry> entries = new LinkedHashMap<>();
  private Map<CatalogKey, ObjectDefinition> definitions = Map.of();

  private ObjectReader(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /** The objects with their definitions and dependencies. */
  public static FoundObjects read(Connection connection, String schema) throws SQLException {
    return new ObjectReader(connection, schema).read();
  }

  /**
   * The objects by their place in the catalog, without the indexes of materialized views. The
   * search path must be that of the catalog.
   */
  static Map<CatalogKey, CatalogEntry> entries(Connection connection, String schema)
      throws SQLException {
    ObjectReader reader = new ObjectReader(connection, schema);
    reader.readEntries();
    Map<CatalogKey, CatalogEntry> entries = new LinkedHashMap<>(reader.entries);
    entries
        .keySet()
        .removeIf(
            key -> {
              CatalogEntry owner = reader.entries.get(reader.owner(key));
              return owner != null
                  && reader.entries.get(key).kind() == Kind.INDEX
                  && owner.kind() == Kind.MATERIALIZED_VIEW;
            });
    return entries;
  }

  private FoundObjects read() throws SQLException {
    String before = SearchPath.current(connection);
    SearchPath.set(connection, SessionSettings.CATALOG_PATH);
    readEntries();
    readDefinitions();
    Map<CatalogKey, Set<ObjectUse>> uses = new HashMap<>();
    dependencies(false, NAMESPACES, uses);
    dependencies(true, STRUCTURE, uses);
    Map<CatalogKey, List<String>> comments = comments();
    SearchPath.set(connection, before);
    SortedMap<ObjectSignature, FoundObject> objects = new TreeMap<>();
    Map<String, Set<ObjectUse>> tables = new HashMap<>();
    entries.forEach(
        (key, entry) -> {
          Set<ObjectUse> used = new HashSet<>(uses.getOrDefault(key, Set.of()));
          if (entry.kind() == Kind.TABLE) {
            tables.put(entry.name(), used);
          } else if (!OTHERS.contains(entry.kind())) {
            ObjectDefinition definition = definition(key);
            definition.partners().stream().flatMap(each -> own(each, null)).forEach(used::add);
            FoundObject object =
                new FoundObject(
                    signature(key),
                    entry.name(),
                    entry.relation(),
                    definition.commands(),
                    comments.getOrDefault(key, List.of()),
                    definition.language(),
                    definition.body(),
                    used);
            objects.put(object.signature(), object);
          }
        });
    return new FoundObjects(objects, tables);
  }

  private void readDefinitions() throws SQLException {
    SearchPath.set(connection, SearchPath.with(schema));
    definitions = new ObjectDefinitions(connection, schema, entries).all();
    SearchPath.set(connection, SessionSettings.CATALOG_PATH);
  }

  private void readEntries() throws SQLException {
    each(
        ObjectQueries.MEMBERS,
        row ->
            extensions.put(
                CatalogKey.of(row, 1),
                new ObjectUse.Extension(row.getString(3), row.getBoolean(4))),
        schema);
    each(
        ObjectQueries.PARTS,
        row -> parts.put(CatalogKey.of(row, 1), CatalogKey.of(row, 3)),
        schema);
    Set<CatalogKey> members = new HashSet<>();
    extensions.keySet().forEach(each -> members.add(owner(each)));
    Set<String> theirs = new HashSet<>();
    each(
        ObjectQueries.OBJECTS,
        row -> {
          CatalogKey key = CatalogKey.of(row, 1);
          CatalogEntry entry =
              new CatalogEntry(
                  Kind.valueOf(row.getString(3)),
                  row.getString(4),
                  Optional.ofNullable(row.getString(5)),
                  Optional.ofNullable(row.getString(6)));
          boolean inner = entry.kind() != Kind.INDEX && parts.containsKey(key);
          if (members.contains(owner(key))) {
            theirs.add(entry.name());
          } else if (!inner && entry.relation().filter(theirs::contains).isEmpty()) {
            entries.put(key, entry);
          }
        },
        schema);
  }

  /**
   * @param ofTables whether to read what tables depend on, or what everything else does
   */
  private void dependencies(
      boolean ofTables, List<String> without, Map<CatalogKey, Set<ObjectUse>> uses)
      throws SQLException {
    Set<CatalogKey> from =
        Stream.concat(parts.keySet().stream(), entries.keySet().stream())
            .filter(
                each -> {
                  CatalogEntry entry = entries.get(owner(each));
                  return entry != null
                      && (ofTables ? entry.kind() == Kind.TABLE : !OTHERS.contains(entry.kind()));
                })
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (from.isEmpty()) {
      return;
    }
    Map<CatalogKey, Set<CatalogKey>> others = new LinkedHashMap<>();
    each(
        ObjectQueries.DEPENDENCIES,
        row -> {
          CatalogKey user = owner(CatalogKey.of(row, 1));
          CatalogKey target = CatalogKey.of(row, 3);
          CatalogKey used = owner(target);
          if (user.equals(used)) {
            return;
          }
          Set<ObjectUse> all = uses.computeIfAbsent(user, any -> new HashSet<>());
          if (entries.containsKey(used)) {
            own(used, row.getString(5)).forEach(all::add);
          } else if (!extensions.containsKey(target)) {
            others.computeIfAbsent(target, any -> new LinkedHashSet<>()).add(user);
          } else if (!extensions.get(target).name().equals(PROCEDURAL)) {
            all.add(extensions.get(target));
          }
        },
        tables(from),
        rows(from),
        without.toArray(String[]::new));
    if (!others.isEmpty()) {
      each(
          ObjectQueries.ELSEWHERE,
          row -> {
            ObjectUse use = new ObjectUse.Elsewhere(row.getString(3));
            others
                .get(CatalogKey.of(row, 1))
                .forEach(user -> uses.computeIfAbsent(user, any -> new HashSet<>()).add(use));
          },
          tables(others.keySet()),
          rows(others.keySet()));
    }
  }

  /** The commands that give the objects their comments. */
  private Map<CatalogKey, List<String>> comments() throws SQLException {
    Set<CatalogKey> keys =
        Stream.concat(parts.keySet().stream(), entries.keySet().stream())
            .filter(each -> isObject(owner(each)))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<CatalogKey, List<String>> comments = new HashMap<>();
    if (!keys.isEmpty()) {
      each(
          ObjectQueries.COMMENTS,
          row -> {
            CatalogKey key = CatalogKey.of(row, 1);
            CatalogEntry of = entries.getOrDefault(key, entries.get(owner(key)));
            comments
                .computeIfAbsent(owner(key), any -> new ArrayList<>())
                .add(
                    "COMMENT ON %s IS %s"
                        .formatted(
                            of.addressed(definition(key).identity(), row.getString(3)),
                            Quoting.string(row.getString(4))));
          },
          tables(keys),
          rows(keys));
    }
    return comments;
  }

  private boolean isObject(CatalogKey key) {
    return entries.containsKey(key) && !OTHERS.contains(entries.get(key).kind());
  }

  private Stream<ObjectUse.Own> own(CatalogKey key, String column) {
    CatalogEntry entry = entries.get(key);
    return entry == null
        ? Stream.empty()
        : Stream.of(new ObjectUse.Own(signature(key), entry.name(), Optional.ofNullable(column)));
  }

  private ObjectSignature signature(CatalogKey key) {
    CatalogEntry entry = entries.get(key);
    return new ObjectSignature(entry.kind(), definition(key).identity().orElse(entry.identity()));
  }

  private ObjectDefinition definition(CatalogKey key) {
    return definitions.getOrDefault(key, ObjectDefinition.NONE);
  }

  /** What the row of the catalog is a part of, which can be itself. */
  private CatalogKey owner(CatalogKey key) {
    CatalogKey owner = key;
    while (parts.containsKey(owner)) {
      owner = parts.get(owner);
    }
    return owner;
  }

  private static Long[] tables(Collection<CatalogKey> keys) {
    return keys.stream().map(CatalogKey::table).toArray(Long[]::new);
  }

  private static Long[] rows(Collection<CatalogKey> keys) {
    return keys.stream().map(CatalogKey::row).toArray(Long[]::new);
  }

  private void each(String query, Row row, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          row.read(result);
        }
      }
    }
  }

  @FunctionalInterface
  private interface Row {
    void read(ResultSet row) throws SQLException;
  }
}
