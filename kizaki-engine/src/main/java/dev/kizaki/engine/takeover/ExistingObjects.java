package dev.kizaki.engine.takeover;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.HeldName;
import dev.kizaki.engine.catalog.HeldName.Namespace;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The objects of a database that no applied migration made, with the names that they will have when
 * the pending statements run one after the other: the objects of a table are renamed and dropped
 * together with it.
 */
final class ExistingObjects {
  private static final Set<ObjectKind> CONSTRAINTS =
      EnumSet.of(
          ObjectKind.PRIMARY_KEY,
          ObjectKind.UNIQUE,
          ObjectKind.FOREIGN_KEY,
          ObjectKind.CHECK,
          ObjectKind.EXCLUSION);

  /**
   * @param original its name in the database as it is now
   */
  record Existing(ObjectName original, CatalogObject object) {}

  /** The objects of each table, and under "absent" the objects of the schema. */
  private final Map<Optional<String>, Map<ObjectName, Existing>> byTable = new HashMap<>();

  private final Map<Namespace, Map<String, ObjectName>> holders = new HashMap<>();

  /**
   * @param expected the objects of the applied migrations; their names are not looked for, because
   *     plans are checked for names that are equal
   */
  ExistingObjects(
      ExpectedCatalog expected, Collection<CatalogObject> found, Collection<HeldName> held) {
    for (CatalogObject each : found) {
      if (!expected.objects().containsKey(each.name())) {
        byTable
            .computeIfAbsent(each.name().table(), any -> new HashMap<>())
            .put(each.name(), new Existing(each.name(), each));
      }
    }
    Set<String> ours = new HashSet<>(expected.shared());
    expected
        .objects()
        .values()
        .forEach(
            each -> {
              each.values(Property.SEQUENCE).stream().limit(1).forEach(ours::add);
              if (each.name().kind() != ObjectKind.COLUMN) {
                ours.add(each.name().name());
              }
            });
    for (Namespace namespace : Namespace.values()) {
      holders.put(namespace, new HashMap<>());
    }
    held.stream()
        .filter(each -> !ours.contains(each.name()))
        .forEach(each -> holders.get(each.namespace()).putIfAbsent(each.name(), each.holder()));
  }

  /** The objects of a table, or those of the schema, by their names at this moment. */
  Map<ObjectName, CatalogObject> of(Optional<String> table) {
    Map<ObjectName, CatalogObject> objects = new HashMap<>();
    byTable.getOrDefault(table, Map.of()).forEach((name, each) -> objects.put(name, each.object()));
    if (table.isPresent()) {
      ObjectName own = ObjectName.of(ObjectKind.TABLE, table.get());
      Existing existing = byTable.getOrDefault(Optional.empty(), Map.of()).get(own);
      if (existing != null) {
        objects.put(own, existing.object());
      }
    }
    return objects;
  }

  /** The objects whose names are in the way of a new object. */
  Set<ObjectName> inTheWayOf(CatalogObject object) {
    Set<ObjectName> found = new LinkedHashSet<>();
    ObjectName name = object.name();
    Map<ObjectName, Existing> siblings = byTable.getOrDefault(name.table(), Map.of());
    if (name.kind() == ObjectKind.COLUMN) {
      if (siblings.containsKey(name)) {
        found.add(name);
      }
      object.values(Property.SEQUENCE).stream()
          .limit(1)
          .forEach(each -> addHolder(Namespace.RELATION, each, found));
      return found;
    }
    if (CONSTRAINTS.contains(name.kind())) {
      siblings.keySet().stream()
          .filter(each -> CONSTRAINTS.contains(each.kind()) && each.name().equals(name.name()))
          .forEach(found::add);
    }
    if (name.kind() != ObjectKind.FOREIGN_KEY
        && name.kind() != ObjectKind.CHECK
        && name.kind() != ObjectKind.ENUM) {
      addHolder(Namespace.RELATION, name.name(), found);
    }
    if (name.kind() == ObjectKind.TABLE || name.kind() == ObjectKind.ENUM) {
      addHolder(Namespace.TYPE, name.name(), found);
    }
    return found;
  }

  private void addHolder(Namespace namespace, String name, Set<ObjectName> found) {
    ObjectName holder = holders.get(namespace).get(name);
    if (holder != null) {
      found.add(holder);
    }
  }

  /** The object is from now on one of the migrations. Returns its name in the database now. */
  Optional<ObjectName> take(CatalogObject object) {
    ObjectName name = object.name();
    if (name.kind() != ObjectKind.COLUMN) {
      holders.values().forEach(each -> each.remove(name.name()));
    }
    object.values(Property.SEQUENCE).stream()
        .limit(1)
        .forEach(holders.get(Namespace.RELATION)::remove);
    return Optional.ofNullable(byTable.getOrDefault(name.table(), new HashMap<>()).remove(name))
        .map(Existing::original);
  }

  void renameTable(String from, String to) {
    Map<ObjectName, Existing> objects = byTable.remove(Optional.of(from));
    if (objects != null) {
      Map<ObjectName, Existing> renamed = new HashMap<>();
      objects
          .values()
          .forEach(
              each -> {
                ObjectName old = each.object().name();
                ObjectName name = ObjectName.of(old.kind(), to, old.name());
                renamed.put(
                    name,
                    new Existing(
                        each.original(), new CatalogObject(name, each.object().properties())));
              });
      byTable.put(Optional.of(to), renamed);
    }
    holders
        .values()
        .forEach(
            names ->
                names.replaceAll(
                    (any, holder) ->
                        holder.table().equals(Optional.of(from))
                            ? ObjectName.of(holder.kind(), to, holder.name())
                            : holder));
  }

  void dropTable(String table) {
    byTable.remove(Optional.of(table));
    holders
        .values()
        .forEach(names -> names.values().removeIf(each -> each.table().equals(Optional.of(table))));
  }

  /** PostgreSQL drops the indexes and constraints over a column together with it. */
  void dropColumn(String table, String column) {
    for (Existing each :
        new ArrayList<>(byTable.getOrDefault(Optional.of(table), Map.of()).values())) {
      if (each.object().values(Property.COLUMNS).contains(column)
          || each.object().values(Property.INCLUDE).contains(column)
          || each.object().values(Property.USES).contains(column)) {
        take(each.object());
      }
    }
  }

  void renameColumn(String table, String from, String to) {
    byTable
        .getOrDefault(Optional.of(table), new HashMap<>())
        .replaceAll(
            (name, each) -> {
              CatalogObject object = each.object();
              for (Property property : List.of(Property.COLUMNS, Property.INCLUDE, Property.USES)) {
                List<String> columns = object.values(property);
                if (columns.contains(from)) {
                  object =
                      object.with(
                          property,
                          columns.stream()
                              .map(column -> column.equals(from) ? to : column)
                              .toList());
                }
              }
              return new Existing(each.original(), object);
            });
  }
}
