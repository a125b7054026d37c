package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects why tables stay unmanaged. */
final class Reasons {
  private final Set<Unmanaged> all = new TreeSet<>();

  void add(String table, String reason) {
    all.add(new Unmanaged(table, reason, ""));
  }

  /** A reason that is in a part of the table. */
  void add(String table, String reason, CatalogObject part) {
    all.add(new Unmanaged(table, reason, part.name().text()));
  }

  void addAll(Collection<Unmanaged> reasons) {
    all.addAll(reasons);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Set<Unmanaged> all() {
    return all;
  }

  Set<String> names() {
    return all.stream().map(Unmanaged::name).collect(Collectors.toSet());
  }
}
