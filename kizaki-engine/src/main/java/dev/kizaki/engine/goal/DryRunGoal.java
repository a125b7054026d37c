package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.ResumeCheck;
import dev.kizaki.engine.catalog.read.TableSize;
import dev.kizaki.engine.check.CheckOutcome;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.Baseline;
import dev.kizaki.engine.connect.BegunTakeovers;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseInspector;
import dev.kizaki.engine.connect.HistoryAdvice;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.HistoryFiles;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.report.CheckLines;
import dev.kizaki.engine.report.InProgressLine;
import dev.kizaki.engine.report.OnlineLines;
import dev.kizaki.engine.report.ReviewLines;
import dev.kizaki.engine.report.StatementSteps;
import dev.kizaki.engine.report.TakeoverLines;
import dev.kizaki.engine.review.StatementNotes;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.LossCount;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.TableLock;
import dev.kizaki.engine.sql.TableName;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code dry-run}: reports what apply would do. */
public final class DryRunGoal {
  static final String UNCHANGED = "No changes applied.";

  private final DryRunRequest request;
  private final Reporter reporter;

  public DryRunGoal(DryRunRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
  }

  public void run() {
    CommittedHistory history = CommittedHistory.of(request.project());
    history.requireResolved();
    DatabaseConnector connector = new DatabaseConnector(request.database(), reporter);
    if (connector.exists()) {
      connector.reading(
          session -> {
            List<AppliedMigration> applied = session.applied();
            if (request.phase() != DeployPhase.WHOLE) {
              AppliedHistory.requireBeginning(
                  applied,
                  history.committed(),
                  HistoryAdvice.of(connector.isEmbedded(), request.project()));
              new PhasedDryRun(request, reporter)
                  .show(history, history.after(applied.size()), session);
              return null;
            }
            Pending pending = pending(history, applied, connector.isEmbedded());
            Optional<MigrationInProgress> begun = session.inProgress();
            if (begun.isPresent()) {
              Takeovers takeovers =
                  BegunTakeovers.of(
                      begun.get(),
                      history.after(applied.size()).stream().findFirst(),
                      new MigrationSql(history, request.database().schema()));
              showInProgress(
                  begun.get(), pending.sql().stream().map(takeovers::appliedTo).toList(), session);
              return null;
            }
            PreparedMigrations prepared =
                PreparedMigrations.of(
                    pending.sql(),
                    history,
                    session,
                    applied,
                    new DatabaseInspector(request.database()),
                    request.allowDrift());
            show(pending.with(prepared.all()), session, prepared);
            return null;
          });
    } else {
      Pending pending = pending(history, List.of(), true);
      CheckLines checks = new CheckLines(CheckSchedule.of(pending.sql()), Map.of());
      show(
          pending,
          Map.of(),
          pending.review(Map.of()),
          checks,
          List.of(),
          new PendingStages(
                  request.online(), tables -> Map.of(), columns -> Map.of(), Optional.empty())
              .of(pending.sql(), checks));
    }
  }

  private HistoryFiles directory() {
    return CommittedHistory.files(request.project());
  }

  /**
   * The pending migrations.
   *
   * @param sql their SQL
   * @param notes the notes on the statements of each
   * @param losses the queries that count what they lose of what the database has now
   */
  private record Pending(
      List<Migration> migrations,
      List<SqlMigration> sql,
      List<List<List<String>>> notes,
      List<LossCount> losses) {
    /** With the SQL that a database needs. */
    Pending with(List<SqlMigration> needed) {
      return new Pending(migrations, needed, notes, losses);
    }

    /** What a reviewer must know about each migration. */
    List<ReviewLines> review(Map<LossCount, String> counted) {
      return IntStream.range(0, sql.size())
          .mapToObj(
              i ->
                  new ReviewLines(
                      notes.get(i),
                      losses.stream()
                          .filter(each -> each.migration().equals(sql.get(i).name()))
                          .toList(),
                      counted))
          .toList();
    }
  }

  private Pending pending(
      CommittedHistory history, List<AppliedMigration> applied, boolean embedded) {
    AppliedHistory.requireBeginning(
        applied, history.committed(), HistoryAdvice.of(embedded, request.project()));
    List<Migration> pending = history.after(applied.size());
    MigrationSql sql = new MigrationSql(history, request.database().schema());
    return new Pending(
        pending,
        sql.ofAll(pending),
        pending.stream()
            .map(each -> StatementNotes.of(history.before(each), each.plan().statements()))
            .toList(),
        sql.losses(pending));
  }

  private void show(Pending all, ReadSession session, PreparedMigrations prepared) {
    List<SqlMigration> pending = all.sql();
    Optional<Refusal> unready = prepared.unready();
    // In a database that has drifted, a table or column that a check reads may be missing or have
    // another meaning.
    List<CheckSchedule.Entry> checks = unready.isEmpty() ? CheckSchedule.of(pending) : List.of();
    Map<CheckSchedule.Entry, CheckOutcome> outcomes =
        session.check(
            checks.stream().filter(each -> each.time() == CheckSchedule.Time.UP_FRONT).toList());
    CheckLines lines = new CheckLines(checks, outcomes);
    prepared.baseline().filter(Baseline::matches).map(Baseline::foretold).ifPresent(reporter::info);
    List<ReviewLines> review =
        all.review(unready.isEmpty() ? session.count(all.losses()) : Map.of());
    List<OnlineLines> online =
        new PendingStages(
                request.online(),
                session::tableFacts,
                session::obstacles,
                UnguardedChangelogs.reason(session.liquibase(), all.migrations(), directory()))
            .of(pending, lines);
    show(
        all,
        sizes(pending, session),
        review,
        lines,
        List.of(TakeoverLines.of(prepared.takeovers(), session::nulls), prepared.uncheckedSql()),
        online);
    if (!pending.isEmpty()) {
      reportMissing(
          session.missing(
              pending,
              online.stream()
                  .flatMap(each -> each.stages().stream())
                  .flatMap(each -> each.needs().stream())
                  .collect(Collectors.toCollection(LinkedHashSet::new))));
      Refusal.throwAny(unready.or(prepared::wrongSql));
      online.stream()
          .filter(each -> each.stages().isPresent())
          .findFirst()
          .ifPresent(each -> session.requireSafeServer(each.migration()));
    }
    lines.refuseIfStopped();
  }

  private static Map<TableName, TableSize> sizes(List<SqlMigration> pending, ReadSession session) {
    List<TableName> tables =
        pending.stream()
            .flatMap(migration -> migration.steps().stream())
            .filter(SqlCommand.class::isInstance)
            .flatMap(step -> ((SqlCommand) step).locks().stream())
            .map(TableLock::before)
            .distinct()
            .collect(Collectors.toList());
    return tables.isEmpty() ? Map.of() : session.sizes(tables);
  }

  /**
   * The stages that are left. Those of which the effect is there would look like drift, and later
   * migrations are compared with the database when it has this one.
   */
  private void showInProgress(
      MigrationInProgress begun, List<SqlMigration> pending, ReadSession session) {
    Stages stages = ResumeCheck.stages(begun, pending.stream().findFirst(), ToolVersion.get());
    reporter.info("Migration " + begun.name());
    reporter.warn(InProgressLine.of(begun, session.lockHolder().isPresent()));
    OnlineLines.from(stages, begun.done() + 1, request.sql(), reporter.columns())
        .forEach(reporter::info);
    pending.stream()
        .skip(1)
        .map(each -> "Migration %s waits for it.".formatted(each.name()))
        .forEach(reporter::info);
    reporter.info(UNCHANGED);
    reportMissing(session.missing(List.of(stages.migration()), stages.needs()));
  }

  private void reportMissing(List<String> missing) {
    if (!missing.isEmpty()) {
      reporter.warn("The database is not ready for these migrations, so apply would refuse them:");
      missing.forEach(reporter::warn);
    }
  }

  /**
   * @param notes further lines about statements, each by the number of its migration
   * @param online the stages of each migration
   */
  private void show(
      Pending pending,
      Map<TableName, TableSize> sizes,
      List<ReviewLines> review,
      CheckLines checks,
      List<Map<Integer, Map<PlanStatementRef, String>>> notes,
      List<OnlineLines> online) {
    if (pending.sql().isEmpty()) {
      reporter.info(MigrationRun.NOTHING);
      return;
    }
    for (int i = 0; i < pending.sql().size(); i++) {
      SqlMigration migration = pending.sql().get(i);
      ReviewLines of = review.get(i);
      reporter.info("Migration " + migration.name());
      Map<PlanStatementRef, List<CheckLines.Line>> lines = checks.of(migration);
      for (Map<Integer, Map<PlanStatementRef, String>> each : notes) {
        each.getOrDefault(migration.number(), Map.of())
            .forEach(
                (cause, line) ->
                    lines
                        .computeIfAbsent(cause, any -> new ArrayList<>())
                        .add(new CheckLines.Line(line, false)));
      }
      OnlineLines staged = online.get(i);
      StatementSteps.of(migration)
          .forEach(statement -> statement.show(reporter, request.sql(), sizes, of, lines, staged));
      staged.list(request.sql(), reporter.columns()).forEach(reporter::info);
    }
    reporter.info(UNCHANGED);
  }
}
