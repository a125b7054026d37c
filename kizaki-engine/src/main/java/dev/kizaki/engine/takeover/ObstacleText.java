package dev.kizaki.engine.takeover;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.postgres.RestoringOrder;
import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines about what is in the way of a statement. */
final class ObstacleText {
  private final String schema;

  ObstacleText(String schema) {
    this.schema = schema;
  }

  /** A line for each object whose name is taken. */
  List<String> ofNames(Collection<CatalogObject> added, ExistingObjects objects) {
    List<String> lines = new ArrayList<>();
    for (CatalogObject each : added) {
      List<String> taken = taken(each, objects);
      lines.addAll(taken);
      if (!taken.isEmpty()) {
        addSql(lines, ofIndex(each, objects), "");
      }
    }
    return lines;
  }

  private static List<String> taken(CatalogObject object, ExistingObjects objects) {
    return objects.inTheWayOf(object).stream()
        .map(
            holder ->
                holder.equals(object.name())
                    ? "%s is there already.".formatted(holder.text())
                    : "%s: its name is taken by %s.".formatted(object.name().text(), holder.text()))
        .toList();
  }

  /** Each property that differs, and where one command makes the object equal, that command. */
  List<String> ofDifferences(List<DriftItem> differences, ExistingObjects objects) {
    List<String> lines = new ArrayList<>();
    RestoringOrder order = new RestoringOrder(differences, schema);
    for (DriftItem each : differences) {
      if (each instanceof DriftItem.Missing missing) {
        addMissing(lines, missing, order.sql(missing), objects);
      } else if (each instanceof DriftItem.Changed changed) {
        lines.add(
            "%s is there already, but not equal: %s."
                .formatted(changed.name().text(), changed.differences()));
        addSql(lines, order.sql(changed), "");
      } else {
        lines.add("%s is there besides.".formatted(each.name().text()));
        addSql(
            lines,
            order.sql(each),
            RestoringOrder.deletesValues(each) ? " -- deletes its values" : "");
      }
    }
    return lines;
  }

  private void addMissing(
      List<String> lines,
      DriftItem.Missing missing,
      Optional<String> restoring,
      ExistingObjects objects) {
    List<String> taken = taken(missing.expected(), objects);
    if (taken.isEmpty()) {
      lines.add("%s is missing.".formatted(missing.name().text()));
      addSql(lines, restoring, "");
      return;
    }
    lines.addAll(taken);
    addSql(lines, ofIndex(missing.expected(), objects), "");
  }

  /** A unique index over the same columns can become the constraint without being built again. */
  private Optional<String> ofIndex(CatalogObject constraint, ExistingObjects objects) {
    ObjectName name = constraint.name();
    if (name.kind() != ObjectKind.UNIQUE && name.kind() != ObjectKind.PRIMARY_KEY) {
      return Optional.empty();
    }
    Map<ObjectName, CatalogObject> siblings = objects.of(name.table());
    CatalogObject index = siblings.get(new ObjectName(ObjectKind.INDEX, name.table(), name.name()));
    boolean fits = index != null && canBecome(index, constraint);
    return fits
        ? Optional.of(
            "ALTER TABLE %s ADD CONSTRAINT %s %s USING INDEX %s;"
                .formatted(
                    Quoting.qualified(schema, name.table().orElseThrow()),
                    Quoting.identifier(name.name()),
                    name.kind() == ObjectKind.UNIQUE ? "UNIQUE" : "PRIMARY KEY",
                    Quoting.identifier(name.name())))
        : Optional.empty();
  }

  private static boolean canBecome(CatalogObject index, CatalogObject constraint) {
    return index.values(Property.COLUMNS).equals(constraint.values(Property.COLUMNS))
        && index.values(Property.INCLUDE).equals(constraint.values(Property.INCLUDE))
        && (constraint.name().kind() == ObjectKind.PRIMARY_KEY
            || index.values(Property.NULLS).equals(constraint.values(Property.NULLS)))
        && index.values(Property.UNIQUENESS).contains(CatalogComparison.UNIQUE_INDEX)
        && index.values(Property.ORDER).stream().allMatch("asc"::equals)
        && index.values(Property.OPERATOR_CLASSES).stream()
            .allMatch(each -> each.startsWith(Property.DEFAULT_CLASS + " "))
        && index.values(Property.ANOMALIES).isEmpty();
  }

  private static void addSql(List<String> lines, Optional<String> sql, String comment) {
    sql.ifPresent(each -> lines.add("  makes it equal: " + each + comment));
  }
}
