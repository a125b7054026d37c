package dev.kizaki.engine.takeover;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.plan.AddEnumValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labels that were added by hand to enums of the applied migrations, while the pending
 * statements run one after the other.
 */
final class ExistingLabels {
  /** An enum with labels that no migration has made yet. */
  private static final class Extended {
    private final ObjectName original;
    private final List<String> labels;
    private final List<String> added;

    private Extended(ObjectName original, List<String> labels, List<String> added) {
      this.original = original;
      this.labels = new ArrayList<>(labels);
      this.added = new ArrayList<>(added);
    }
  }

  private final Map<String, Extended> byEnum = new HashMap<>();

  ExistingLabels(ExpectedCatalog expected, Collection<CatalogObject> found) {
    for (CatalogObject each : found) {
      CatalogObject known = expected.objects().get(each.name());
      if (each.name().kind() == ObjectKind.ENUM && known != null) {
        List<String> labels = each.values(Property.VALUES);
        List<String> made = known.values(Property.VALUES);
        List<String> added = labels.stream().filter(label -> !made.contains(label)).toList();
        boolean rest = labels.stream().filter(made::contains).toList().equals(made);
        if (rest && !added.isEmpty()) {
          byEnum.put(each.name().name(), new Extended(each.name(), labels, added));
        }
      }
    }
  }

  /** The enum as it is in the database at this moment, if it has the label already. */
  Optional<CatalogObject> with(ObjectName name, String label) {
    return Optional.ofNullable(byEnum.get(name.name()))
        .filter(each -> each.added.contains(label))
        .map(each -> CatalogObject.of(name).with(Property.VALUES, each.labels));
  }

  /**
   * The label is from now on one of the migrations.
   *
   * @return the enum's name in the database now, if it has no other added label
   */
  Optional<ObjectName> take(String enumName, String label) {
    Extended type = byEnum.get(enumName);
    type.added.remove(label);
    return type.added.isEmpty() ? Optional.of(type.original) : Optional.empty();
  }

  /**
   * A statement adds a label in its place.
   *
   * @param after the enum after the statement, without the labels that no migration has made
   */
  void add(CatalogObject after, String label, AddEnumValue statement) {
    Extended type = byEnum.get(after.name().name());
    if (type != null) {
      List<String> made = after.values(Property.VALUES);
      int at = made.indexOf(label);
      int place =
          statement
              .position()
              .map(
                  position ->
                      position.before()
                          ? type.labels.indexOf(made.get(at + 1))
                          : type.labels.indexOf(made.get(at - 1)) + 1)
              .orElse(type.labels.size());
      type.labels.add(place, label);
    }
  }

  void renameLabel(String enumName, String from, String to) {
    Extended type = byEnum.get(enumName);
    if (type != null) {
      type.labels.replaceAll(each -> each.equals(from) ? to : each);
    }
  }

  void renameEnum(String from, String to) {
    Extended type = byEnum.remove(from);
    if (type != null) {
      byEnum.put(to, type);
    }
  }

  /** A type that is dropped or created again loses the added labels. */
  void forget(String enumName) {
    byEnum.remove(enumName);
  }
}
