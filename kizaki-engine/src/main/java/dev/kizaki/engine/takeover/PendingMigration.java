package dev.kizaki.engine.takeover;

import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ObjectKind;
import dev.kizaki.engine.catalog.ObjectName;
import dev.kizaki.engine.catalog.Property;
import dev.kizaki.engine.postgres.ObjectChange;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A migration that the database does not have yet.
 *
 * @param number its position in the history, from 1
 * @param changes what its statements do to the catalog, in order
 */
public record PendingMigration(int number, String name, List<ObjectChange> changes) {
  public PendingMigration {
    changes = List.copyOf(changes);
  }

  /** A copy with the JSON of defaults in the form in which PostgreSQL stores it. */
  public PendingMigration withJson(UnaryOperator<String> canonical) {
    return new PendingMigration(
        number, name, changes.stream().map(each -> each.withJson(canonical)).toList());
  }

  /** The objects that the statements of these migrations make. */
  public static List<CatalogObject> added(Collection<PendingMigration> pending) {
    return pending.stream()
        .flatMap(each -> each.changes().stream())
        .flatMap(each -> each.added().stream())
        .toList();
  }

  /** The tables among these objects. */
  public static Set<String> tables(Collection<CatalogObject> added) {
    return added.stream()
        .map(CatalogObject::name)
        .filter(each -> each.kind() == ObjectKind.TABLE)
        .map(ObjectName::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The names that these objects take among the relations and the types of the schema. */
  public static Set<String> names(Collection<CatalogObject> added) {
    return added.stream().flatMap(PendingMigration::names).collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> names(CatalogObject object) {
    return switch (object.name().kind()) {
      case FOREIGN_KEY -> Stream.of();
      case COLUMN -> object.values(Property.SEQUENCE).stream().limit(1);
      default -> Stream.of(object.name().name());
    };
  }
}
