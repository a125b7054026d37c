package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.catalog.ReferencedColumn;
import dev.kizaki.engine.shape.ExternalTable;
import dev.kizaki.engine.shape.ReferenceTypes;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The external tables: targets of foreign keys that stay unmanaged, or that are in another schema.
 * Each set of columns that foreign keys lead to is an external table of its own.
 */
final class ExternalAdoption {
  private final FoundSchema found;
  private final AdoptedNames names;
  private final ColumnTypes types;

  /** Those that were asked for, by name. */
  private final Map<String, ExternalTable> used = new TreeMap<>();

  ExternalAdoption(FoundSchema found, AdoptedNames names, ColumnTypes types) {
    this.found = found;
    this.names = names;
    this.types = types;
  }

  /** The external table that the foreign key leads to; empty if Inspire cannot say its columns. */
  Optional<ExternalTable> target(CatalogObject key) {
    Optional<ExternalTable> external = find(key);
    external.ifPresent(each -> used.put(each.name(), each));
    return external;
  }

  /** The same, without adding it to those that the schema needs. */
  Optional<ExternalTable> find(CatalogObject key) {
    List<String> target = key.values(Property.TARGET);
    Set<String> wanted = Set.copyOf(target.subList(2, target.size()));
    List<ExternalTable.Column> columns =
        found.referenced().stream()
            .filter(each -> each.schema().equals(target.get(0)))
            .filter(each -> each.table().equals(target.get(1)))
            .filter(each -> wanted.contains(each.column()))
            .flatMap(each -> column(each).stream())
            .toList();
    Set<String> fields = new HashSet<>();
    columns.forEach(each -> fields.add(each.field()));
    return fields.size() == wanted.size()
        ? Optional.of(new ExternalTable(names.external(key), target.get(0), target.get(1), columns))
        : Optional.empty();
  }

  private Optional<ExternalTable.Column> column(ReferencedColumn column) {
    return types
        .of(column.type())
        .filter(ReferenceTypes::canBeReferredTo)
        .map(type -> new ExternalTable.Column(column.column(), type));
  }

  /** The external tables that were asked for, by name. */
  Collection<ExternalTable> used() {
    return used.values();
  }
}
