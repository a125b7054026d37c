package dev.kizaki.engine.connect;

import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.postgres.ExpectedObjects;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.Snapshot;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** The catalogs that a schema has after some of its migrations. */
final class ExpectedCatalogs {
  private final String schema;

  /** Of the snapshot that was asked for last, because most comparisons are about the same one. */
  private Optional<Expected> latest = Optional.empty();

  private record Expected(Snapshot snapshot, ExpectedCatalog catalog) {}

  /**
   * @param schema the PostgreSQL schema that holds the tables
   */
  ExpectedCatalogs(String schema) {
    this.schema = schema;
  }

  /**
   * The catalog after migrations of a history.
   *
   * @param applied the number of migrations, which are the first ones
   * @param snapshots the snapshot of a migration, by its number
   */
  ExpectedCatalog of(int applied, IntFunction<Snapshot> snapshots) {
    return of(snapshot(applied, snapshots));
  }

  /** The snapshot of the last one of these migrations; absent before the first. */
  static Optional<Snapshot> snapshot(int applied, IntFunction<Snapshot> snapshots) {
    return applied == 0 ? Optional.empty() : Optional.of(snapshots.apply(applied));
  }

  /**
   * The catalog of a snapshot.
   *
   * @param snapshot absent before the first migration
   */
  ExpectedCatalog of(Optional<Snapshot> snapshot) {
    if (snapshot.isEmpty()) {
      return ExpectedObjects.of(Shape.empty(), schema, new DatabaseNames(NamingVersion.CURRENT));
    }
    Snapshot wanted = snapshot.get();
    if (latest.filter(each -> each.snapshot() == wanted).isEmpty()) {
      latest =
          Optional.of(
              new Expected(
                  wanted,
                  ExpectedObjects.of(wanted.shape(), schema, new DatabaseNames(wanted.naming()))));
    }
    return latest.orElseThrow().catalog();
  }

  /** The tables of a snapshot, which are known without the rest of its catalog. */
  static Set<String> tables(Snapshot snapshot) {
    return ExpectedObjects.tables(snapshot.shape(), new DatabaseNames(snapshot.naming()));
  }
}
