package dev.kizaki.engine.postgres;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.sql.SqlBuilder;
import dev.kizaki.engine.sql.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The differences of a database in an order in which their SQL can run: what was added is removed
 * first, so that its place is free, and a table or column exists before what needs it. A constraint
 * or column that was only renamed gets its name back.
 */
public final class RestoringOrder {
  private static final Map<ObjectKind, String> RENAMED =
      Map.of(
          ObjectKind.COLUMN, "COLUMN",
          ObjectKind.PRIMARY_KEY, "CONSTRAINT",
          ObjectKind.UNIQUE, "CONSTRAINT",
          ObjectKind.FOREIGN_KEY, "CONSTRAINT");

  private final String schema;
  private final RestoringSql restoring;
  private final Map<DriftItem, DriftItem.Added> renamed = new LinkedHashMap<>();
  private final List<DriftItem> items;

  /**
   * @param schema the PostgreSQL schema that holds the tables
   */
  public RestoringOrder(List<DriftItem> drift, String schema) {
    this.schema = schema;
    this.restoring = new RestoringSql(schema);
    for (DriftItem item : drift) {
      if (item instanceof DriftItem.Missing missing) {
        sameUnderAnotherName(missing.expected(), drift).ifPresent(each -> renamed.put(item, each));
      }
    }
    this.items = new ArrayList<>(drift);
    items.sort(Comparator.comparing(RestoringOrder::rank));
  }

  /** The differences, in this order. */
  public List<DriftItem> items() {
    return List.copyOf(items);
  }

  /** The SQL that undoes the difference; absent if there is no suggestion. */
  public Optional<String> sql(DriftItem item) {
    return isRenamedBack(item)
        ? Optional.empty()
        : rename(item).map(each -> each + ";").or(() -> restoring.of(item));
  }

  /**
   * The commands that undo the difference, without their semicolons; empty if there is no
   * suggestion.
   */
  List<String> commands(DriftItem item) {
    return rename(item).map(List::of).orElseGet(() -> restoring.commands(item));
  }

  /** Whether the object is there under another name. */
  boolean isRename(DriftItem item) {
    return renamed.containsKey(item);
  }

  /** Whether the SQL of another difference undoes this one too. */
  boolean isRenamedBack(DriftItem item) {
    return item instanceof DriftItem.Added added && renamed.containsValue(added);
  }

  private Optional<String> rename(DriftItem item) {
    return Optional.ofNullable(renamed.get(item))
        .map(
            found ->
                SqlBuilder.sql("ALTER TABLE")
                    .table(new TableName(schema, item.name().table().orElseThrow()))
                    .words("RENAME " + RENAMED.get(item.name().kind()))
                    .identifier(found.name().name())
                    .words("TO")
                    .identifier(item.name().name())
                    .text());
  }

  /** Whether the SQL deletes values that the rows hold. */
  public static boolean deletesValues(DriftItem item) {
    return item instanceof DriftItem.Added && item.name().kind() == ObjectKind.COLUMN;
  }

  /** If several objects were renamed and are alike, which one is which cannot be known. */
  private static Optional<DriftItem.Added> sameUnderAnotherName(
      CatalogObject expected, List<DriftItem> drift) {
    if (!RENAMED.containsKey(expected.name().kind())) {
      return Optional.empty();
    }
    List<CatalogObject> missing =
        drift.stream()
            .filter(DriftItem.Missing.class::isInstance)
            .map(each -> ((DriftItem.Missing) each).expected())
            .filter(each -> isLike(each, expected))
            .toList();
    List<DriftItem.Added> added =
        drift.stream()
            .filter(DriftItem.Added.class::isInstance)
            .map(DriftItem.Added.class::cast)
            .filter(each -> isLike(each.found(), expected))
            .toList();
    return missing.size() == 1 && added.size() == 1 ? Optional.of(added.get(0)) : Optional.empty();
  }

  private static boolean isLike(CatalogObject one, CatalogObject other) {
    return one.name().kind() == other.name().kind()
        && one.name().table().equals(other.name().table())
        && one.properties().equals(other.properties());
  }

  private static int rank(DriftItem item) {
    ObjectKind kind = item.name().kind();
    if (item instanceof DriftItem.Added) {
      return kind == ObjectKind.FOREIGN_KEY ? 0 : kind == ObjectKind.COLUMN ? 4 : 1;
    }
    return switch (kind) {
      case SEQUENCE -> 2;
      case TABLE -> 3;
      case PRIMARY_KEY, UNIQUE, INDEX -> 5;
      case FOREIGN_KEY -> 6;
      default -> 4;
    };
  }
}
