package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Reads the state of a database, with the history and the catalog in one transaction, so that they
 * are of the same moment.
 */
public final class StatusReader {
  private final DatabaseInspector inspector;
  private final DatabaseConnector connector;

  /**
   * @param database the database, its schema, and the patterns of objects to ignore
   * @throws Refusal when a pattern is malformed
   */
  public StatusReader(DatabaseSettings database, DatabaseConnector connector) {
    this.inspector = new DatabaseInspector(database);
    this.connector = connector;
  }

  /**
   * Reads the database. The result has a catalog comparison only if the applied migrations are the
   * first ones of the history.
   *
   * @param committed the whole history
   * @param snapshots the snapshot of a committed migration, by its number
   * @param history the history, which is read only if a pending migration may explain a difference
   * @throws EnvironmentFailure when the database cannot be read
   */
  public DatabaseStatus of(
      List<CommittedMigration> committed,
      IntFunction<Snapshot> snapshots,
      Supplier<CommittedHistory> history) {
    return read(
        (session, applied) ->
            AppliedHistory.isBeginning(applied, committed)
                ? Optional.of(
                    inspector.compareCatalog(
                        session, applied.size(), committed, snapshots, history))
                : Optional.empty());
  }

  /**
   * Reads the database without a comparison: if the history is broken, the expected catalog is
   * unknown.
   */
  public DatabaseStatus withoutHistory() {
    return read((session, applied) -> Optional.empty());
  }

  private DatabaseStatus read(
      BiFunction<ReadSession, List<AppliedMigration>, Optional<CatalogComparison>> comparison) {
    return connector.exists()
        ? connector.reading(
            session -> {
              List<AppliedMigration> applied = session.applied();
              LiquibaseRecord liquibase = session.liquibase();
              return new DatabaseStatus(
                  applied,
                  liquibase.halfDone(applied).isEmpty()
                      ? comparison.apply(session, applied)
                      : Optional.empty(),
                  session.lockHolder(),
                  liquibase);
            })
        : DatabaseStatus.ABSENT;
  }
}
