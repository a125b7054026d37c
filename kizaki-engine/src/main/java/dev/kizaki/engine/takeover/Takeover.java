package dev.kizaki.engine.takeover;

import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.postgres.ObjectChange;
import dev.kizaki.engine.text.Plurals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * A statement whose effect is in the database already, so that no command runs for it.
 *
 * @param migration the number of its migration
 */
public record Takeover(int migration, ObjectChange change) {
  /** The column that a statement adds, if its rows could have got a value and hold null. */
  public record Nulls(String table, String column) {}

  /**
   * Whether the effect of a statement of this kind can be taken over. PostgreSQL prints SQL in
   * another form, so that it is not known whether an index with SQL is the same.
   */
  static boolean isPossible(PlanStatement statement) {
    return statement instanceof AddEntity add
            && add.entity().checks().isEmpty()
            && add.entity().groups().allMatch(group -> group.expressions().isEmpty())
        || statement instanceof AddField
        || statement instanceof AddEnum
        || statement instanceof AddEnumValue
        || statement instanceof AddSequence
        || statement instanceof AddUnique
        || statement instanceof AddIndex index && index.index().expressions().isEmpty()
        || statement instanceof AddKey;
  }

  /**
   * How the database differs from the effect of the statement; empty if the effect is there
   * exactly.
   *
   * @param found the objects of the database: all of a table that the statement adds, and at least
   *     those that the statement makes
   */
  public List<DriftItem> differences(Map<ObjectName, CatalogObject> found) {
    List<DriftItem> differences = new ArrayList<>();
    enumAfter().ifPresent(type -> label(type, found).ifPresent(differences::add));
    for (CatalogObject object : change.added()) {
      CatalogObject actual = found.get(object.name());
      if (actual == null) {
        differences.add(new DriftItem.Missing(object));
        continue;
      }
      List<Property> properties = CatalogComparison.differing(object, actual);
      if (!properties.isEmpty()) {
        differences.add(new DriftItem.Changed(object, actual, properties));
      }
    }
    if (change.cause().statement() instanceof AddEntity) {
      List<ObjectName> own = change.added().stream().map(CatalogObject::name).toList();
      found.values().stream()
          .filter(each -> isOfTable(each) && !own.contains(each.name()))
          .filter(CatalogComparison::restrictsRows)
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .forEach(each -> differences.add(new DriftItem.Added(each)));
    }
    return differences;
  }

  private Optional<CatalogObject> enumAfter() {
    return change.cause().statement() instanceof AddEnumValue
        ? change.enumAfter()
        : Optional.empty();
  }

  /** Labels that the enum does not have yet after the statement are left out of the comparison. */
  private static Optional<DriftItem> label(
      CatalogObject type, Map<ObjectName, CatalogObject> found) {
    CatalogObject actual = found.get(type.name());
    if (actual == null) {
      return Optional.of(new DriftItem.Missing(type));
    }
    List<String> labels =
        actual.values(Property.VALUES).stream()
            .filter(type.values(Property.VALUES)::contains)
            .toList();
    return labels.equals(type.values(Property.VALUES))
        ? Optional.empty()
        : Optional.of(
            new DriftItem.Changed(
                type, actual.with(Property.VALUES, labels), List.of(Property.VALUES)));
  }

  private boolean isOfTable(CatalogObject object) {
    return object.name().table().equals(table());
  }

  /** The table that the statement adds or changes; absent for an enum and a sequence. */
  public Optional<String> table() {
    return change.subject().filter(any -> hasTable()).flatMap(ObjectChange.Subject::after);
  }

  private boolean hasTable() {
    PlanStatement statement = change.cause().statement();
    return !(statement instanceof AddEnum || statement instanceof AddSequence)
        && enumAfter().isEmpty();
  }

  /** The column whose rows with null a report counts, because the statement would fill them. */
  public Optional<Nulls> nulls() {
    if (!(change.cause().statement() instanceof AddField add) || !add.field().nullable()) {
      return Optional.empty();
    }
    return add.backfill().isEmpty() && add.field().defaultValue().isEmpty()
        ? Optional.empty()
        : column().map(each -> new Nulls(each.table().orElseThrow(), each.name()));
  }

  private Optional<ObjectName> column() {
    return change.added().stream()
        .map(CatalogObject::name)
        .filter(each -> each.kind() == ObjectKind.COLUMN)
        .findFirst();
  }

  /**
   * What is taken over, as a line: {@code Already there: index task_title_idx on task}.
   *
   * @param nulls the number of rows that hold null in {@link #nulls}; empty if it is not known
   */
  public String text(OptionalLong nulls) {
    PlanStatement statement = change.cause().statement();
    String objects =
        statement instanceof AddEnumValue add
            ? "value %s of %s"
                .formatted(add.value(), change.enumAfter().orElseThrow().name().text())
            : change.added().stream()
                .map(CatalogObject::name)
                .filter(each -> !(statement instanceof AddEntity) || each.table().isEmpty())
                .map(ObjectName::text)
                .collect(Collectors.joining(", "));
    String rows = "";
    if (statement instanceof AddEntity) {
      rows = "; its rows are kept";
    } else if (statement instanceof AddField add) {
      boolean filled = add.backfill().filter(each -> !(each instanceof PlanValue.Null)).isPresent();
      rows =
          "; its values are kept"
              + (filled ? ", backfill not run" : "")
              + (nulls.isPresent()
                  ? " (%s %s null)"
                      .formatted(
                          Plurals.count(nulls.getAsLong(), "row"),
                          nulls.getAsLong() == 1 ? "holds" : "hold")
                  : "");
    }
    return "Already there: " + objects + rows;
  }
}
