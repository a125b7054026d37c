package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.catalog.read.TableSize;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseInspector;
import dev.kizaki.engine.connect.HistoryAdvice;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.report.CheckLines;
import dev.kizaki.engine.report.DriftLines;
import dev.kizaki.engine.report.LiquibaseLines;
import dev.kizaki.engine.report.StatementSteps;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code dry-run}: reports what apply would do. */
public final class DryRunGoal {
  private final DryRunRequest request;
  private final Reporter reporter;

  public DryRunGoal(DryRunRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  public void run() {
    CommittedHistory history = CommittedHistory.of(request.project());
    history.requireResolved();
    DatabaseConnector connector = new DatabaseConnector(request.database());
    if (connector.exists()) {
      connector.reading(
          session -> {
            List<AppliedMigration> applied = session.applied();
            List<SqlMigration> pending = pending(history, applied, connector.isEmbedded());
            DatabaseInspector inspector = new DatabaseInspector(request.database());
            show(
                pending,
                session,
                LiquibaseLines.refusal(session.liquibase(), applied, history.committed())
                    .or(
                        () ->
                            DriftLines.refusal(
                                inspector.compare(session, applied.size(), history),
                                request.database().schema())));
            return null;
          });
    } else {
      List<SqlMigration> pending = pending(history, List.of(), true);
      show(pending, Map.of(), new CheckLines(CheckSchedule.of(pending), Map.of()));
    }
  }

  private List<SqlMigration> pending(
      CommittedHistory history, List<AppliedMigration> applied, boolean embedded) {
    AppliedHistory.pending(
        applied, history.committed(), HistoryAdvice.of(embedded, request.project()));
    return history.after(applied.size()).stream()
        .map(new MigrationSql(history, request.database().schema())::of)
        .toList();
  }

  private void show(List<SqlMigration> pending, ReadSession session, Optional<String> unready) {
    List<TableName> tables =
        pending.stream()
            .flatMap(migration -> migration.steps().stream())
            .filter(SqlCommand.class::isInstance)
            .flatMap(step -> ((SqlCommand) step).locks().stream())
            .map(TableLock::before)
            .distinct()
            .collect(Collectors.toList());
    // In a database that has drifted, a table or column that a check reads may be missing or have
    // another meaning.
    List<CheckSchedule.Entry> checks = unready.isEmpty() ? CheckSchedule.of(pending) : List.of();
    Map<CheckSchedule.Entry, CheckOutcome> outcomes =
        session.check(
            checks.stream().filter(each -> each.time() == CheckSchedule.Time.UP_FRONT).toList());
    CheckLines lines = new CheckLines(checks, outcomes);
    show(pending, tables.isEmpty() ? Map.of() : session.sizes(tables), lines);
    if (!pending.isEmpty()) {
      reportMissing(session.missing(pending));
      Refusal.throwIf(unready);
    }
    lines.refuseIfStopped();
  }

  private void reportMissing(List<String> missing) {
    if (!missing.isEmpty()) {
      reporter.warn("The database is not ready for these migrations, so apply would refuse them:");
      missing.forEach(reporter::warn);
    }
  }

  private void show(
      List<SqlMigration> pending, Map<TableName, TableSize> sizes, CheckLines checks) {
    if (pending.isEmpty()) {
      reporter.info(MigrationRun.NOTHING);
      return;
    }
    for (SqlMigration migration : pending) {
      reporter.info("Migration " + migration.name());
      Map<PlanStatementRef, List<String>> lines = checks.of(migration);
      StatementSteps.of(migration)
          .forEach(statement -> statement.show(reporter, request.sql(), sizes, lines));
    }
    reporter.info("No changes applied.");
  }
}
