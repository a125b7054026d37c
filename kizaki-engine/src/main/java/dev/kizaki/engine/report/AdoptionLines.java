package dev.kizaki.engine.report;

import dev.kizaki.engine.adopt.AdoptedObject;
import dev.kizaki.engine.adopt.AdoptedSchema;
import dev.kizaki.engine.adopt.AdoptionFindings;
import dev.kizaki.engine.adopt.FoundSchema;
import dev.kizaki.engine.adopt.Unmanaged;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.text.Plurals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What adopting a database reports, as lines. */
public final class AdoptionLines {
  private AdoptionLines() {}

  /** How much is managed from now on, and how that was proven. */
  public static List<String> summary(AdoptedSchema adopted, FoundSchema found, int major) {
    int managed = adopted.shape().entities().size();
    long all = found.objects().stream().filter(each -> is(each.name(), ObjectKind.TABLE)).count();
    int objects = adopted.objects().size();
    return List.of(
        "Adopted %s%s. An empty PostgreSQL %d database that ran the migration has equal %s."
            .formatted(
                managed == all
                    ? Plurals.count(managed, "table")
                    : "%d of %s".formatted(managed, Plurals.count(all, "table")),
                objects == 0 ? "" : " and " + Plurals.count(objects, "object"),
                major,
                objects > 0
                    ? "ones"
                    : managed == 1 ? "columns, constraints and indexes" : "tables"));
  }

  /** Each reason once, with the tables that it keeps unmanaged. */
  public static List<String> unmanaged(Collection<Unmanaged> unmanaged) {
    return unmanaged("table", unmanaged);
  }

  /** Each reason once, with the objects in SQL that it keeps unmanaged. */
  public static List<String> unmanagedObjects(Collection<Unmanaged> unmanaged) {
    return unmanaged("object", unmanaged);
  }

  private static List<String> unmanaged(String noun, Collection<Unmanaged> unmanaged) {
    Map<String, List<Unmanaged>> byReason =
        unmanaged.stream()
            .collect(Collectors.groupingBy(Unmanaged::reason, TreeMap::new, Collectors.toList()));
    List<String> lines = new ArrayList<>();
    byReason.forEach(
        (reason, all) -> {
          List<String> names = all.stream().map(Unmanaged::name).distinct().toList();
          lines.add(
              "%s unmanaged, because %s: %s"
                  .formatted(
                      names.size() == 1
                          ? "1 %s stays".formatted(noun)
                          : "%d %ss stay".formatted(names.size(), noun),
                      names.size() == 1 ? reason : reason.replaceFirst("^it ", "each of them "),
                      all.stream()
                          .map(
                              each ->
                                  each.detail().isEmpty()
                                      ? each.name()
                                      : "%s (%s)".formatted(each.name(), each.detail()))
                          .collect(Collectors.joining(", "))));
        });
    return lines;
  }

  /** That PostgreSQL does not know what functions use whose bodies are texts. */
  public static List<String> guessed(Collection<AdoptedObject> objects) {
    List<String> names =
        objects.stream()
            .filter(each -> !each.guessed().isEmpty())
            .map(each -> each.object().name())
            .toList();
    return names.isEmpty()
        ? List.of()
        : List.of(
            "PostgreSQL does not record what the body of a function uses; `uses` of %s follows from the words in it: %s"
                .formatted(Plurals.count(names.size(), "object"), String.join(", ", names)));
  }

  /** The objects that are no part of a table, and that stay as they are. */
  public static List<String> leftAlone(FoundSchema found, Collection<String> managed) {
    Map<ObjectKind, List<ObjectName>> others =
        found.objects().stream()
            .map(each -> each.name())
            .filter(AdoptionFindings::isLeftAlone)
            .filter(each -> each.table().map(managed::contains).orElse(true))
            .collect(Collectors.groupingBy(ObjectName::kind, TreeMap::new, Collectors.toList()));
    return others.isEmpty()
        ? List.of()
        : List.of(
            "Left alone: "
                + others.entrySet().stream()
                    .map(each -> each.getKey().count(each.getValue().size()))
                    .collect(Collectors.joining(", "))
                + ".");
  }

  /** What is worth a look, although it is managed as it is. */
  public static List<String> findings(
      FoundSchema found, Collection<String> managed, Collection<ObjectName> usedKeys) {
    List<String> lines = new ArrayList<>();
    new AdoptionFindings(found, managed, usedKeys)
        .all()
        .forEach(
            (finding, names) -> lines.add("%s: %s".formatted(finding, String.join(", ", names))));
    return lines;
  }

  private static boolean is(ObjectName name, ObjectKind kind) {
    return name.kind() == kind;
  }
}
