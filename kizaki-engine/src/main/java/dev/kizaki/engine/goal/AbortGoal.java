package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.AbortRequest;
import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.apply.Abort;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.BegunTakeovers;
import dev.kizaki.engine.connect.DatabaseConnector;
import dev.kizaki.engine.connect.DatabaseHandle;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.online.StatementProgress;
import dev.kizaki.engine.postgres.TakingBack;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.report.ProgressLines;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.List;
import java.util.Optional;

/** {@code abort}: takes a migration back that runs in stages and is not finished. */
public final class AbortGoal {
  private final AbortRequest request;
  private final Reporter reporter;
  private final DatabaseConnector connector;

  public AbortGoal(AbortRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.connector = new DatabaseConnector(request.database(), reporter);
  }

  public void run() {
    CommittedHistory history = CommittedHistory.of(request.project());
    if (connector.exists()) {
      try (DatabaseHandle open = connector.open()) {
        run(history, open.sessions());
      }
    } else {
      reportNothing();
    }
  }

  private void run(CommittedHistory history, Sessions sessions) {
    RetryPolicy policy = reporter.atConsole() ? RetryPolicy.AT_A_CONSOLE : RetryPolicy.NORMAL;
    boolean more = true;
    while (more) {
      try (Abort abort =
          Abort.open(sessions, ToolVersion.get(), policy, ProgressLines.ofSlowWork(reporter))) {
        List<MigrationInProgress> known = abort.allInProgress();
        if (known.isEmpty()) {
          reportNothing();
          return;
        }
        AppliedHistory.requireBeginning(
            abort.applied(), history.committed(), connector.isEmbedded());
        MigrationInProgress begun = known.get(known.size() - 1);
        abort.takeOver(begun);
        AbortRun run = new AbortRun(abort, new AbortLines(reporter), request.dropData());
        if (begun.phase() == DeployPhase.WHOLE) {
          whole(history, begun, run);
        } else {
          new PhasedAbort(history, known, request.database().schema()).run(run);
        }
        more = known.size() > 1;
      }
    }
  }

  private void whole(CommittedHistory history, MigrationInProgress begun, AbortRun run) {
    Abort abort = run.abort();
    MigrationSql sql = new MigrationSql(history, request.database().schema());
    Optional<Migration> next =
        history.after(abort.applied().size()).stream()
            .findFirst()
            .filter(each -> each.plan().isResolved());
    Takeovers takeovers = BegunTakeovers.of(begun, next, sql);
    Stages stages = abort.stages(begun, next.map(sql::of).map(takeovers::appliedTo));
    Migration migration = next.orElseThrow();
    TakingBack back =
        sql.takingBack(
            migration,
            StatementProgress.of(
                stages, migration.plan().statements().size(), begun.done(), !begun.ended()));
    run.of(begun, stages, back, session -> List.of());
  }

  private void reportNothing() {
    reporter.info("Nothing is in progress.");
  }
}
