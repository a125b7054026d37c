package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.IgnorePatterns;
import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.postgres.ExpectedObjects;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Compares the catalog of a database with the snapshot of its last applied migration. Reads both in
 * one transaction, so that they are of the same moment. Changes nothing and locks no table.
 */
public final class DatabaseInspector {
  private final String schema;
  private final IgnorePatterns ignore;

  /**
   * @param database the database, its schema, and the patterns of objects to ignore
   * @throws Refusal when a pattern is malformed
   */
  public DatabaseInspector(DatabaseSettings database) {
    this.schema = database.schema();
    try {
      this.ignore = IgnorePatterns.parse(database.ignore());
    } catch (IllegalArgumentException e) {
      throw new Refusal(e.getMessage(), e);
    }
  }

  /**
   * Reads the database. The result has a catalog comparison only if the applied migrations are the
   * first ones of the history.
   *
   * @param committed the whole history
   * @param snapshots the snapshot of a committed migration, by its number
   * @throws EnvironmentFailure when the database cannot be read
   */
  public DatabaseStatus of(
      DatabaseConnector connector,
      List<CommittedMigration> committed,
      IntFunction<Snapshot> snapshots) {
    return read(
        connector,
        applied ->
            isBeginningOf(committed, applied, connector.isEmbedded())
                ? Optional.of(expected(applied.size(), snapshots))
                : Optional.empty());
  }

  /**
   * Compares an open database with the schema that its migrations produce.
   *
   * @param applied the number of applied migrations, which must be the first ones of the history
   */
  public CatalogComparison compare(ReadSession session, int applied, CommittedHistory history) {
    return compare(session, expected(applied, history::snapshot));
  }

  /**
   * Reads the database without a comparison: if the history is broken, the expected catalog is
   * unknown.
   */
  public DatabaseStatus withoutHistory(DatabaseConnector connector) {
    return read(connector, applied -> Optional.empty());
  }

  private DatabaseStatus read(
      DatabaseConnector connector,
      Function<List<AppliedMigration>, Optional<ExpectedCatalog>> expectation) {
    return connector.exists()
        ? connector.reading(
            session -> {
              List<AppliedMigration> applied = session.applied();
              LiquibaseRecord liquibase = session.liquibase();
              return new DatabaseStatus(
                  applied,
                  expectation
                      .apply(applied)
                      .filter(any -> liquibase.halfDone(applied).isEmpty())
                      .map(expected -> compare(session, expected)),
                  session.lockHolder(),
                  liquibase);
            })
        : DatabaseStatus.ABSENT;
  }

  private CatalogComparison compare(ReadSession session, ExpectedCatalog expected) {
    Map<String, String> json = new HashMap<>(session.canonicalJson(expected.jsonDefaults()));
    return CatalogComparison.of(
        expected.withJson(text -> json.getOrDefault(text, text)),
        session.catalog(expected.tables()),
        ignore);
  }

  private static boolean isBeginningOf(
      List<CommittedMigration> committed, List<AppliedMigration> applied, boolean embedded) {
    try {
      AppliedHistory.pending(applied, committed, embedded);
      return true;
    } catch (Refusal mismatch) {
      return false;
    }
  }

  private ExpectedCatalog expected(int applied, IntFunction<Snapshot> snapshots) {
    if (applied == 0) {
      return ExpectedObjects.of(Shape.empty(), schema, new DatabaseNames(NamingVersion.CURRENT));
    }
    Snapshot snapshot = snapshots.apply(applied);
    return ExpectedObjects.of(snapshot.shape(), schema, new DatabaseNames(snapshot.naming()));
  }
}
