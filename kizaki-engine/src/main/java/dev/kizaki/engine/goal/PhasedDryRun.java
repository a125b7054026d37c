package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.online.OnlineChoice;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.report.OnlineLines;
import dev.kizaki.engine.report.TakeoverLines;
import dev.kizaki.engine.sql.CheckSchedule;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reports what one phase of a deploy would do: the stages of each migration, what they lock and
 * what they do with rows.
 */
record PhasedDryRun(DryRunRequest request, Reporter reporter) {
  /**
   * Prints the phase.
   *
   * @param pending the migrations that are not applied
   * @throws Refusal when they cannot be divided, or when the database has drifted
   */
  void show(CommittedHistory history, List<Migration> pending, ReadSession session) {
    List<MigrationInProgress> known = session.allInProgress();
    DividedDeploy deploy =
        DividedDeploy.of(
            history,
            request.database(),
            pending,
            known,
            request.phase(),
            request.statements(),
            request.renames(),
            session);
    List<DeployPlan.Part> parts = deploy.plan().migrations();
    Optional<Refusal> unready = Optional.empty();
    Takeovers takeovers = Takeovers.NONE;
    if (known.isEmpty() && !parts.isEmpty()) {
      PreparedMigrations prepared =
          deploy.prepared(session, session.applied(), request.allowDrift());
      unready = prepared.unready();
      takeovers = deploy.inFirstPhases(prepared);
    }
    if (request.phase() == DeployPhase.EXPAND) {
      parts.stream()
          .filter(part -> known.stream().noneMatch(row -> isOf(row, part)))
          .forEach(part -> deploy.requireRenamable(part, session));
    }
    Map<Integer, Map<PlanStatementRef, String>> alreadyThere =
        TakeoverLines.of(takeovers, session::nulls);
    int shown = 0;
    List<Migration> expandedOnes = new ArrayList<>();
    for (DeployPlan.Part part : parts) {
      boolean expanded = known.stream().anyMatch(row -> row.isExpanded() && isOf(row, part));
      if (expanded) {
        expandedOnes.add(part.migration());
      }
      if (expanded != (request.phase() == DeployPhase.EXPAND)) {
        deploy.reportRenames(part, reporter);
        deploy
            .renamed()
            .byViews(part, deploy.choices().apply(part.migration()))
            .forEach(reporter::info);
        show(
            part.with(takeovers),
            alreadyThere.getOrDefault(part.migration().number(), Map.of()).values(),
            session);
        shown++;
      }
    }
    if (shown == 0) {
      reporter.info(
          request.phase() == DeployPhase.EXPAND
              ? PhasedRun.NOTHING_TO_EXPAND
              : MigrationRun.NOTHING);
      return;
    }
    Optional<Refusal> refusal =
        new StatementCheck(
                history,
                request.phase(),
                request.statements(),
                deploy.sources(),
                deploy.choices(),
                reporter)
            .of(
                request.phase() == DeployPhase.EXPAND ? pending : expandedOnes,
                expandedOnes.size(),
                session);
    reporter.info(DryRunGoal.UNCHANGED);
    Refusal.throwAny(unready);
    Refusal.throwAny(refusal);
  }

  private static boolean isOf(MigrationInProgress row, DeployPlan.Part part) {
    return row.digest().equals(part.migration().digest());
  }

  private void show(DeployPlan.Part part, Collection<String> alreadyThere, ReadSession session) {
    boolean expand = request.phase() == DeployPhase.EXPAND;
    SqlMigration migration = expand ? part.sql().expand() : part.sql().contract();
    Set<Integer> chosen =
        new TreeSet<>(
            OnlineChoice.of(
                    migration,
                    request.online(),
                    new OnlineChoice.Facts(
                        session.tableFacts(OnlineChoice.tables(migration)),
                        session.obstacles(OnlineChoice.columns(migration))))
                .online());
    if (expand) {
      chosen.addAll(part.sql().guarded());
    }
    chosen.addAll(
        CheckSchedule.of(List.of(migration)).stream()
            .filter(each -> each.time() == CheckSchedule.Time.AT_ITS_TURN)
            .map(CheckSchedule.Entry::step)
            .collect(Collectors.toSet()));
    Stages stages = Stages.of(migration, chosen, request.phase());
    reporter.info("Migration " + migration.name());
    alreadyThere.forEach(line -> reporter.info("    " + line));
    reporter.info(
        "%s of %s has %d %s."
            .formatted(
                expand ? "The first phase (expand)" : "The second phase (contract)",
                migration.name(),
                stages.list().size(),
                stages.list().size() == 1 ? "stage" : "stages"));
    OnlineLines.from(stages, 1, request.sql(), reporter.columns()).forEach(reporter::info);
  }
}
