package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.catalog.DriftItem;
import dev.kizaki.engine.catalog.read.LiquibaseRecord;
import dev.kizaki.engine.history.CommittedMigration;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the state of a database, with the history and the catalog in one transaction, so that they
 * are of the same moment.
 */
public final class StatusReader {
  private final DatabaseInspector inspector;
  private final DatabaseConnector connector;
  private final boolean expressions;

  /**
   * @param database the database, its schema, and the patterns of objects to ignore
   * @param expressions whether to compare expressions by their meaning
   * @throws Refusal when a pattern is malformed
   */
  public StatusReader(DatabaseSettings database, DatabaseConnector connector, boolean expressions) {
    this.inspector = new DatabaseInspector(database);
    this.connector = connector;
    this.expressions = expressions;
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
        (session, applied, expanded) -> {
          if (!AppliedHistory.isBeginning(applied, committed)) {
            return Comparison.NONE;
          }
          return expanded.isEmpty()
              ? compared(session, applied.size(), committed, snapshots, history)
              : between(session, applied.size(), expanded, history.get());
        });
  }

  /**
   * Between the phases of a deploy the tables are as the first phases made them. Expressions and
   * objects in SQL are not compared then.
   */
  private Comparison between(
      ReadSession session,
      int applied,
      List<MigrationInProgress> expanded,
      CommittedHistory history) {
    List<Migration> migrations =
        history.after(applied).stream()
            .limit(expanded.size())
            .filter(each -> each.plan().isResolved())
            .toList();
    boolean same =
        migrations.stream()
            .map(Migration::digest)
            .toList()
            .equals(expanded.stream().map(MigrationInProgress::digest).toList());
    return same
        ? new Comparison(
            Optional.of(
                inspector.compareExpanded(
                    session,
                    DeployPlan.of(
                            history,
                            migrations,
                            inspector.schema(),
                            RecordedChoices.of(history, migrations, inspector.schema(), expanded))
                        .migrations())),
            Optional.empty(),
            Optional.empty())
        : Comparison.NONE;
  }

  /** A database that will get a baseline is compared as if it had it already. */
  private Comparison compared(
      ReadSession session,
      int applied,
      List<CommittedMigration> committed,
      IntFunction<Snapshot> snapshots,
      Supplier<CommittedHistory> history) {
    Optional<Baseline> baseline =
        inspector.baseline(session, applied, committed, snapshots, expressions);
    if (baseline.filter(each -> !each.matches()).isPresent()) {
      return new Comparison(Optional.of(baseline.get().catalog()), baseline, Optional.empty());
    }
    int from = baseline.isPresent() ? 1 : applied;
    CatalogComparison catalog =
        inspector.compareCatalog(session, from, committed, snapshots, history);
    List<UncertainExpression> uncertain =
        inspector.uncertainExpressions(session, applied, from, snapshots, expressions).stream()
            .filter(each -> !each.isIn(catalog))
            .toList();
    ExpressionDrift compared =
        expressions
            ? ExpressionDrift.of(uncertain, session.sessions(), true)
            : new ExpressionDrift(List.of(), uncertain, true);
    ObjectDrift objects =
        expressions
            ? inspector.comparedObjects(session, applied, from, snapshots)
            : inspector.objects(session, applied, from, snapshots, false);
    List<DriftItem> drift =
        Stream.concat(compared.drift().stream(), objects.drift().stream()).toList();
    return new Comparison(
        Optional.of(catalog.with(drift).managing(objects::hasMade)),
        baseline,
        UncertainObjects.of(compared, objects, expressions));
  }

  /** How a catalog differs from the history. */
  private record Comparison(
      Optional<CatalogComparison> catalog,
      Optional<Baseline> baseline,
      Optional<UncertainObjects> unknown) {
    static final Comparison NONE =
        new Comparison(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Reads the database without a comparison: if the history is broken, the expected catalog is
   * unknown.
   */
  public DatabaseStatus withoutHistory() {
    return read((session, applied, expanded) -> Comparison.NONE);
  }

  /** Compares an open database with the history. */
  @FunctionalInterface
  private interface Inspection {
    Comparison of(
        ReadSession session, List<AppliedMigration> applied, List<MigrationInProgress> expanded);
  }

  private DatabaseStatus read(Inspection comparison) {
    return connector.exists()
        ? connector.reading(
            session -> {
              List<AppliedMigration> applied = session.applied();
              LiquibaseRecord liquibase = session.liquibase();
              List<MigrationInProgress> all = session.allInProgress();
              List<MigrationInProgress> expanded =
                  all.stream().filter(MigrationInProgress::isExpanded).toList();
              Optional<MigrationInProgress> inProgress =
                  all.stream().filter(each -> !each.isExpanded()).findFirst();
              Comparison compared =
                  liquibase.halfDone(applied).isEmpty() && inProgress.isEmpty()
                      ? comparison.of(session, applied, expanded)
                      : Comparison.NONE;
              return new DatabaseStatus(
                  applied,
                  compared.catalog(),
                  inProgress,
                  expanded,
                  session.lockHolder(),
                  liquibase,
                  compared.baseline(),
                  compared.unknown());
            })
        : DatabaseStatus.ABSENT;
  }
}
