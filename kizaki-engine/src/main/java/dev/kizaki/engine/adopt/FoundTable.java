package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table of the catalog.
 *
 * @param parts its columns, in order, its constraints, indexes and triggers
 */
record FoundTable(CatalogObject table, List<CatalogObject> parts) {
  FoundTable {
    Objects.requireNonNull(table, "table");
    parts = List.copyOf(parts);
  }

  String name() {
    return table.name().name();
  }

  List<CatalogObject> of(ObjectKind kind) {
    return parts.stream().filter(each -> each.name().kind() == kind).toList();
  }

  Optional<CatalogObject> column(String column) {
    return of(ObjectKind.COLUMN).stream()
        .filter(each -> each.name().name().equals(column))
        .findFirst();
  }
}
