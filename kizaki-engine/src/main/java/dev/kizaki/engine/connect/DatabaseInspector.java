package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.CatalogObject;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.ExpectedCatalog;
import dev.kizaki.engine.catalog.ExpectedExpression;
import dev.kizaki.engine.catalog.IgnorePatterns;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.EachMigration;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.snapshot.Snapshot;
import dev.kizaki.engine.takeover.PendingMigration;
import dev.kizaki.engine.takeover.PendingStatements;
import dev.kizaki.engine.takeover.Takeovers;
import dev.kizaki.engine.thread.BackgroundTask;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Compares the catalog of an open database with the snapshot of its last applied migration, and
 * with what its pending migrations make. Changes nothing.
 *
 * <p>The catalog is expensive to read and so is a long history. {@code apply} needs both in any
 * case; {@code status} reads the history only if the catalog has drifted.
 */
public final class DatabaseInspector {
  private final String schema;
  private final IgnorePatterns ignore;

  private final ExpectedCatalogs catalogs;

  /**
   * @param database the database, its schema, and the patterns of objects to ignore
   * @throws Refusal when a pattern is malformed
   */
  public DatabaseInspector(DatabaseSettings database) {
    this.schema = database.schema();
    this.catalogs = new ExpectedCatalogs(schema);
    try {
      this.ignore = IgnorePatterns.parse(database.ignore());
    } catch (IllegalArgumentException e) {
      throw new Refusal(RefusalCode.IGNORE_PATTERN, e.getMessage(), e);
    }
  }

  /** The PostgreSQL schema that holds the tables. */
  public String schema() {
    return schema;
  }

  /**
   * Compares an open database with the schema that its migrations produce, and with what its
   * pending migrations make. A migration with an open question, and those behind it, are left out.
   *
   * @param applied the number of applied migrations, which must be the first ones of the history;
   *     with the one that becomes a baseline
   * @param recorded whether the history table has them; it has not before a baseline
   */
  public PendingComparison compare(
      ReadSession session, int applied, boolean recorded, CommittedHistory history) {
    ExpectedCatalog expected = catalogs.of(applied, history::snapshot);
    List<PendingMigration> pending = pending(applied, history);
    List<CatalogObject> added = PendingMigration.added(pending);
    Set<String> texts = new HashSet<>(expected.jsonDefaults());
    texts.addAll(jsonDefaults(added));
    UnaryOperator<String> canonical = canonicalJson(session, texts);
    Set<String> tables = new HashSet<>(expected.tables());
    tables.addAll(PendingMigration.tables(added));
    List<DriftItem> objects =
        objects(session, recorded ? applied : 0, applied, history::snapshot, true).drift();
    return compare(
            session,
            applied,
            expected.withJson(canonical),
            session.catalog(tables),
            pending.stream().map(each -> each.withJson(canonical)).toList())
        .withDrift(objects);
  }

  /**
   * How the catalog of an open database differs from the schema that its migrations produce,
   * without the objects that a pending migration takes over.
   *
   * @param applied the number of applied migrations, which must be the first ones of the history
   * @param committed the whole history
   * @param snapshots the snapshot of a committed migration, by its number
   * @param history the history, which is read only if a pending migration may explain a difference
   */
  CatalogComparison compareCatalog(
      ReadSession session,
      int applied,
      List<CommittedMigration> committed,
      IntFunction<Snapshot> snapshots,
      Supplier<CommittedHistory> history) {
    Optional<Snapshot> snapshot = ExpectedCatalogs.snapshot(applied, snapshots);
    // The server takes its time for a large schema.
    BackgroundTask<ExpectedCatalog> expecting =
        BackgroundTask.begin("kizaki-expected", () -> catalogs.of(snapshot));
    Set<String> tables = snapshot.map(ExpectedCatalogs::tables).orElse(Set.of());
    List<CatalogObject> found = session.catalog(tables);
    ExpectedCatalog expected = expecting.result();
    ExpectedCatalog known = expected.withJson(canonicalJson(session, expected.jsonDefaults()));
    CatalogComparison catalog = CatalogComparison.of(known, found, ignore);
    if (catalog.drift().isEmpty() || applied == committed.size()) {
      return catalog;
    }
    List<PendingMigration> pending = pending(applied, history.get());
    List<CatalogObject> added = PendingMigration.added(pending);
    UnaryOperator<String> canonical = canonicalJson(session, jsonDefaults(added));
    Set<String> others = new HashSet<>(PendingMigration.tables(added));
    others.removeAll(tables);
    return compare(
            session,
            applied,
            known,
            Stream.concat(found.stream(), session.tableParts(others).stream()).toList(),
            pending.stream().map(each -> each.withJson(canonical)).toList())
        .catalog();
  }

  /**
   * How the catalog of an open database differs from the state between the two phases of a deploy.
   *
   * @param expanded the migrations whose first phase is done, at least one
   */
  public CatalogComparison compareExpanded(ReadSession session, List<DeployPlan.Part> expanded) {
    return BetweenPhases.of(expanded, schema).compare(session, ignore);
  }

  /**
   * What an adopted first migration finds in a database without a history.
   *
   * @param applied the number of applied migrations
   * @param committed the whole history
   * @param snapshots the snapshot of a committed migration, by its number
   * @param compares whether to make temporary objects, to compare those in SQL with their texts
   * @return empty if the first migration is not an adopted one, is applied, or none of the names
   *     that it needs is taken, so that it runs as any other one
   */
  public Optional<Baseline> baseline(
      ReadSession session,
      int applied,
      List<CommittedMigration> committed,
      IntFunction<Snapshot> snapshots,
      boolean compares) {
    if (applied > 0 || committed.isEmpty()) {
      return Optional.empty();
    }
    Snapshot adopted = snapshots.apply(1);
    if (!adopted.adopted()) {
      return Optional.empty();
    }
    ExpectedCatalog expected = catalogs.of(1, snapshots);
    if (session.heldNames(PendingMigration.names(expected.objects().values())).isEmpty()) {
      return Optional.empty();
    }
    CatalogComparison catalog =
        CatalogComparison.of(
            expected.withJson(canonicalJson(session, expected.jsonDefaults())),
            session.catalog(expected.tables()),
            ignore);
    List<DriftItem> objects =
        compares
            ? comparedObjects(session, 0, 1, snapshots).drift()
            : objects(session, 0, 1, snapshots, false).drift();
    return Optional.of(
        new Baseline(adopted.migration(), expected.tables().size(), catalog.with(objects)));
  }

  /**
   * The expressions of which the printed texts do not show that they are those of the migrations.
   *
   * @param applied the number of applied migrations, which are the first ones of the history
   * @param like the number of the migration whose expressions are expected; another one before a
   *     baseline
   * @param snapshots the snapshot of a committed migration, by its number
   * @param waits whether to wait for another session that has locked a table
   */
  public List<UncertainExpression> uncertainExpressions(
      ReadSession session, int applied, int like, IntFunction<Snapshot> snapshots, boolean waits) {
    return ExpressionDrift.uncertain(
        ExpectedExpression.of(catalogs.of(like, snapshots)), session, schema, applied > 0, waits);
  }

  /**
   * Whether what the objects in SQL of a migration made is still there as they made it.
   *
   * @param applied the number of applied migrations, which are the first ones of the history
   * @param like the number of the migration whose objects are expected; another one before a
   *     baseline
   * @param snapshots the snapshot of a committed migration, by its number
   * @param waits whether to wait for another session that has locked a table
   */
  ObjectDrift objects(
      ReadSession session, int applied, int like, IntFunction<Snapshot> snapshots, boolean waits) {
    Shape shape = like == 0 ? Shape.empty() : snapshots.apply(like).shape();
    return ObjectDrift.of(shape, session, schema, applied > 0, waits);
  }

  /**
   * Does what {@link #objects} does, and finds out what it leaves open: makes temporary objects,
   * which are undone. Before a baseline the objects are compared with their texts.
   */
  ObjectDrift comparedObjects(
      ReadSession session, int applied, int like, IntFunction<Snapshot> snapshots) {
    ObjectDrift found = objects(session, applied, like, snapshots, true);
    return (applied == 0 && like > 0
            ? found.against(DeclaredForms.of(snapshots.apply(like).shape(), session.sessions()))
            : found)
        .compared(session.sessions());
  }

  private PendingComparison compare(
      ReadSession session,
      int applied,
      ExpectedCatalog known,
      List<CatalogObject> found,
      List<PendingMigration> pending) {
    Takeovers takeovers =
        PendingStatements.compare(
            pending,
            known,
            found,
            session.heldNames(PendingMigration.names(PendingMigration.added(pending))),
            applied > 0,
            schema);
    return new PendingComparison(
        CatalogComparison.of(known, found, ignore).without(takeovers.exempt()),
        counted(takeovers, session),
        pending);
  }

  private List<PendingMigration> pending(int applied, CommittedHistory history) {
    MigrationSql sql = new MigrationSql(history, schema);
    return EachMigration.map(
        history.after(applied).stream().takeWhile(each -> each.plan().isResolved()).toList(),
        each -> new PendingMigration(each.number(), each.name(), sql.objectChanges(each)));
  }

  private static Set<String> jsonDefaults(List<CatalogObject> added) {
    return ExpectedCatalog.of(added, Set.of()).jsonDefaults();
  }

  private static UnaryOperator<String> canonicalJson(ReadSession session, Set<String> texts) {
    Map<String, String> json = Map.copyOf(session.canonicalJson(texts));
    return text -> json.getOrDefault(text, text);
  }

  /**
   * Does what {@link #compare(ReadSession, int, boolean, CommittedHistory)} does, for a caller that
   * accepts drift: if the catalog cannot be read, nothing is known to differ or to be there
   * already.
   */
  public PendingComparison compareIfReadable(
      ReadSession session, int applied, boolean recorded, CommittedHistory history) {
    return session
        .ifReadable(() -> compare(session, applied, recorded, history))
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
}
