package dev.kizaki.engine.adopt;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is worth a look in an adopted database. None of it is a difference. */
public final class AdoptionFindings {
  private static final Set<ObjectKind> LEFT_ALONE =
      EnumSet.of(ObjectKind.FOREIGN_TABLE, ObjectKind.POLICY, ObjectKind.ROW_SECURITY);

  private final FoundSchema found;
  private final Collection<String> managed;
  private final Collection<ObjectName> usedKeys;

  /**
   * @param managed the managed tables
   * @param usedKeys the columns whose sequence has used more than half of the numbers of their type
   */
  public AdoptionFindings(
      FoundSchema found, Collection<String> managed, Collection<ObjectName> usedKeys) {
    this.found = found;
    this.managed = managed;
    this.usedKeys = usedKeys;
  }

  /** Whether the object is of a kind that is never managed, so that it stays as it is. */
  public static boolean isLeftAlone(ObjectName name) {
    return LEFT_ALONE.contains(name.kind());
  }

  /** The names of what was found, by the sentence about it; what was not found is left out. */
  public Map<String, List<String>> all() {
    Map<String, List<String>> findings = new LinkedHashMap<>();
    for (FoundTable table : found.tables().values()) {
      if (managed.contains(table.name())) {
        add(findings, table);
      }
    }
    usedKeys.stream()
        .filter(each -> managed.contains(each.table().orElse("")))
        .forEach(
            each ->
                add(
                    findings,
                    "Keys that have used more than half of the numbers of their type",
                    each));
    return findings;
  }

  private static void add(Map<String, List<String>> findings, FoundTable table) {
    for (CatalogObject key : table.of(ObjectKind.FOREIGN_KEY)) {
      if (!isIndexed(table, key.values(Property.COLUMNS))) {
        add(findings, "References without an index", key.name());
      }
    }
    Map<List<String>, CatalogObject> uniques = new HashMap<>();
    for (ObjectKind kind : List.of(ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE, ObjectKind.INDEX)) {
      for (CatalogObject each : table.of(kind)) {
        if (isPlainUnique(each)
            && uniques.putIfAbsent(each.values(Property.COLUMNS), each) != null) {
          add(findings, "Uniques that stand twice", each.name());
        }
      }
    }
    for (CatalogObject each : table.parts()) {
      List<String> marks = each.values(Property.ANOMALIES);
      if (marks.contains(GroupAdoption.INVALID)) {
        add(findings, "Invalid indexes, which are not managed", each.name());
      }
      if (marks.contains("NOT VALID")) {
        add(findings, "Constraints that are not valid", each.name());
      }
    }
  }

  private static boolean isPlainUnique(CatalogObject each) {
    return switch (each.name().kind()) {
      case PRIMARY_KEY, UNIQUE -> true;
      default ->
          each.values(Property.UNIQUENESS).equals(List.of("unique"))
              && each.values(Property.ANOMALIES).isEmpty()
              && each.values(Property.PREDICATE).isEmpty()
              && each.values(Property.COLUMNS).stream()
                  .noneMatch(Property.EXPRESSION_COLUMN::equals);
    };
  }

  /** Whether an index of the table starts with the columns, in any order. */
  private static boolean isIndexed(FoundTable table, List<String> columns) {
    return table.parts().stream()
        .filter(
            each ->
                switch (each.name().kind()) {
                  case PRIMARY_KEY, UNIQUE -> true;
                  case INDEX ->
                      each.values(Property.METHOD).equals(List.of("btree"))
                          && each.values(Property.ANOMALIES).isEmpty()
                          && each.values(Property.PREDICATE).isEmpty();
                  default -> false;
                })
        .map(each -> each.values(Property.COLUMNS))
        .anyMatch(
            all ->
                all.size() >= columns.size()
                    && Set.copyOf(all.subList(0, columns.size())).containsAll(columns));
  }

  private static void add(Map<String, List<String>> findings, String sentence, ObjectName name) {
    findings.computeIfAbsent(sentence, any -> new ArrayList<>()).add(name.text());
  }
}
