package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.IgnorePatterns;
import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.postgres.ExpectedObjects;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.takeover.PendingMigration;
import dev.kizaki.engine.takeover.PendingStatements;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

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
      throw new Refusal(RefusalCode.IGNORE_PATTERN, e.getMessage(), e);
    }
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
      DatabaseConnector connector,
      List<CommittedMigration> committed,
      IntFunction<Snapshot> snapshots,
      Supplier<CommittedHistory> history) {
    return read(
        connector,
        (session, applied) ->
            isBeginningOf(committed, applied, connector.isEmbedded())
                ? Optional.of(compare(session, applied.size(), committed, snapshots, history))
                : Optional.empty());
  }

  private CatalogComparison compare(
      ReadSession session,
      int applied,
      List<CommittedMigration> committed,
      IntFunction<Snapshot> snapshots,
      Supplier<CommittedHistory> history) {
    CatalogComparison catalog = compare(session, expected(applied, snapshots));
    return catalog.drift().isEmpty() || applied == committed.size()
        ? catalog
        : compare(session, applied, history.get()).catalog();
  }

  /**
   * Compares an open database with the schema that its migrations produce, and with what its
   * pending migrations make. A migration with an open question, and those behind it, are left out.
   *
   * @param applied the number of applied migrations, which must be the first ones of the history
   */
  public PendingComparison compare(ReadSession session, int applied, CommittedHistory history) {
    MigrationSql sql = new MigrationSql(history, schema);
    List<PendingMigration> pending =
        history.after(applied).stream()
            .takeWhile(each -> each.plan().isResolved())
            .map(each -> new PendingMigration(each.number(), each.name(), sql.objectChanges(each)))
            .toList();
    List<CatalogObject> added = PendingMigration.added(pending);
    ExpectedCatalog expected = expected(applied, history::snapshot);
    Set<String> texts = new HashSet<>(expected.jsonDefaults());
    texts.addAll(ExpectedCatalog.of(added, Set.of()).jsonDefaults());
    Map<String, String> json = new HashMap<>(session.canonicalJson(texts));
    UnaryOperator<String> canonical = text -> json.getOrDefault(text, text);
    ExpectedCatalog known = expected.withJson(canonical);
    Set<String> tables = new HashSet<>(expected.tables());
    tables.addAll(PendingMigration.tables(added));
    List<CatalogObject> found = session.catalog(tables);
    Takeovers takeovers =
        PendingStatements.compare(
            pending.stream().map(each -> each.withJson(canonical)).toList(),
            known,
            found,
            session.heldNames(PendingMigration.names(added)),
            applied > 0,
            schema);
    return new PendingComparison(
        CatalogComparison.of(known, found, ignore).without(takeovers.exempt()),
        counted(takeovers, session),
        pending);
  }

  /**
   * Does what {@link #compare(ReadSession, int, CommittedHistory)} does, for a caller that accepts
   * drift: if the catalog cannot be read, nothing is known to differ or to be there already.
   */
  public PendingComparison compareIfReadable(
      ReadSession session, int applied, CommittedHistory history) {
    return session
        .ifReadable(() -> compare(session, applied, history))
        .orElseGet(
            () ->
                new PendingComparison(
                    new CatalogComparison(List.of(), List.of()), Takeovers.NONE, List.of()));
  }

  /** Adds the number of rows that prevent a column from becoming required. */
  private static Takeovers counted(Takeovers takeovers, ReadSession session) {
    return new Takeovers(
        takeovers.all(),
        takeovers.obstacles().stream()
            .map(each -> each.nulls().map(session::nulls).map(each::withNulls).orElse(each))
            .toList(),
        takeovers.exempt());
  }

  /**
   * Reads the database without a comparison: if the history is broken, the expected catalog is
   * unknown.
   */
  public DatabaseStatus withoutHistory(DatabaseConnector connector) {
    return read(connector, (session, applied) -> Optional.empty());
  }

  private DatabaseStatus read(
      DatabaseConnector connector,
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
