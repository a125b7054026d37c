package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.RenameWay;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.StatementSettings;
import dev.kizaki.engine.apply.Applier;
import dev.kizaki.engine.apply.ResumeCheck;
import dev.kizaki.engine.apply.RetryPolicy;
import dev.kizaki.engine.catalog.CatalogComparison;
import dev.kizaki.engine.connect.AppliedHistory;
import dev.kizaki.engine.connect.BegunTakeovers;
import dev.kizaki.engine.connect.DatabaseInspector;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.history.HistoryFiles;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.report.DriftLines;
import dev.kizaki.engine.report.ProgressLines;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out one of the two phases of a deploy for all pending migrations.
 *
 * @param last the number of the last migration of the deploy
 * @param phase not {@link DeployPhase#WHOLE}
 * @param renames how renamed fields are found between the phases
 * @param directory the migrations with their changelogs, which Liquibase may run meanwhile
 */
record PhasedRun(
    CommittedHistory history,
    int last,
    DatabaseSettings database,
    boolean allowDrift,
    OnlineSettings online,
    DeployPhase phase,
    StatementSettings statements,
    RenameWay renames,
    HistoryFiles directory,
    Reporter reporter,
    ProgressLines progress) {
  static final String NOTHING_TO_EXPAND = "Nothing to expand.";

  /**
   * What a run has done.
   *
   * @param more whether it has only finished what an earlier run had begun, and others follow
   */
  private record Done(List<String> names, boolean more) {}

  /**
   * Runs the phase.
   *
   * @return the names of the migrations whose phase was carried out
   * @throws Refusal when a migration cannot be divided, the other phase is in progress, the second
   *     phase is asked for before the first one, or a migration fails
   */
  List<String> in(Sessions sessions) {
    Done first = run(sessions);
    if (!first.more()) {
      return first.names();
    }
    List<String> all = new ArrayList<>(first.names());
    all.addAll(run(sessions).names());
    return all;
  }

  private Done run(Sessions sessions) {
    RetryPolicy policy = reporter.atConsole() ? RetryPolicy.AT_A_CONSOLE : RetryPolicy.NORMAL;
    try (Applier applier = Applier.open(sessions, ToolVersion.get(), policy, progress)) {
      List<DeployPlan.Part> left;
      List<MigrationInProgress> known;
      Optional<MigrationInProgress> begun;
      Takeovers takeovers;
      try (ReadSession session = ReadSession.of(applier.read())) {
        known = session.allInProgress();
        begun = known.stream().filter(each -> !each.isExpanded()).findFirst();
        begun.ifPresent(each -> ResumeCheck.requirePhase(each, phase));
        List<Migration> pending = pending(applier, known);
        DividedDeploy deploy =
            DividedDeploy.of(
                history, database, pending, known, phase, statements, renames, session);
        DeployPlan plan = deploy.plan();
        int expanded = expanded(known, plan);
        left =
            phase == DeployPhase.EXPAND
                ? plan.migrations().subList(expanded, plan.migrations().size())
                : plan.migrations();
        if (left.isEmpty()) {
          return new Done(List.of(), false);
        }
        if (begun.isPresent()) {
          left = left.subList(0, 1);
          takeovers = begunTakeovers(begun.get(), left.get(0), session);
        } else {
          takeovers = requireReady(session, applier, deploy, expanded, left);
          Refusal.throwAny(
              new StatementCheck(
                      history, phase, statements, deploy.sources(), deploy.choices(), reporter)
                  .of(pending, expanded, session));
        }
        left = left.stream().map(part -> part.with(takeovers)).toList();
        left.forEach(part -> deploy.reportRenames(part, reporter));
      }
      announce(left);
      List<String> names =
          applier.apply(
              left.stream().map(DeployPlan.Part::sql).toList(), known, takeovers, phase, online);
      return new Done(names, begun.isPresent());
    }
  }

  /** A second phase takes nothing over: what it needs was compared before it began. */
  private Takeovers begunTakeovers(
      MigrationInProgress begun, DeployPlan.Part part, ReadSession session) {
    return phase == DeployPhase.CONTRACT
        ? Takeovers.NONE
        : BegunTakeovers.canonical(
            BegunTakeovers.of(begun, part.objectChanges(database.schema())), session);
  }

  /** The migrations of the deploy: of the second phase those whose first one is done. */
  private List<Migration> pending(Applier applier, List<MigrationInProgress> known) {
    AppliedHistory.requireBeginning(
        applier.applied(),
        history.committed(),
        database.location() instanceof DatabaseLocation.Embedded);
    List<Migration> pending =
        history.after(applier.applied().size()).stream()
            .filter(migration -> migration.number() <= last)
            .toList();
    if (phase == DeployPhase.EXPAND) {
      return pending;
    }
    if (known.isEmpty() && !pending.isEmpty()) {
      throw new Refusal(
          RefusalCode.NOT_EXPANDED,
          """
          %s is not expanded. Run `mvn kizaki:apply -Dkizaki.phase=expand` before the new version \
          starts, and the second phase when the old one has stopped; or `mvn kizaki:apply` for both \
          at once.\
          """
              .formatted(pending.get(0).name()));
    }
    int most = known.stream().mapToInt(MigrationInProgress::number).max().orElse(0);
    return pending.stream().filter(each -> each.number() <= most).toList();
  }

  /**
   * How many migrations are between their phases, which must be the first pending ones.
   *
   * @throws Refusal when the history has others
   */
  private static int expanded(List<MigrationInProgress> known, DeployPlan plan) {
    int expanded = 0;
    for (int i = 0; i < known.size(); i++) {
      MigrationInProgress row = known.get(i);
      boolean same =
          i < plan.migrations().size()
              && plan.migrations().get(i).migration().digest().equals(row.digest());
      if (!same) {
        throw new Refusal(
            RefusalCode.IN_PROGRESS_OTHER_HISTORY,
            """
            %s is expanded in the database, and the migrations directory does not have it there, or \
            its plan was changed since. Restore its files and run the same command again, or take \
            it back with `mvn kizaki:abort`.\
            """
                .formatted(row.name()));
      }
      if (row.isExpanded()) {
        expanded++;
      }
    }
    return expanded;
  }

  /**
   * @return what the first phases make and the database has already
   */
  private Takeovers requireReady(
      ReadSession session,
      Applier applier,
      DividedDeploy deploy,
      int expanded,
      List<DeployPlan.Part> left) {
    Takeovers takeovers = Takeovers.NONE;
    if (expanded > 0) {
      if (!allowDrift) {
        DatabaseInspector inspector = new DatabaseInspector(database);
        requireNoDrift(
            inspector.compareExpanded(session, deploy.plan().migrations().subList(0, expanded)),
            inspector);
      }
    } else {
      PreparedMigrations prepared = deploy.prepared(session, applier.applied(), allowDrift);
      Refusal.throwAny(prepared.unready());
      takeovers = deploy.inFirstPhases(prepared);
    }
    if (phase == DeployPhase.EXPAND) {
      UnguardedChangelogs.reason(
              session.liquibase(),
              left.stream().map(DeployPlan.Part::migration).toList(),
              directory)
          .ifPresent(
              reason -> {
                throw new Refusal(
                    RefusalCode.PHASES_IMPOSSIBLE,
                    """
                    Nothing can be applied in two phases, because %s. Apply without a phase when the \
                    old version of the application has stopped. Nothing was changed.\
                    """
                        .formatted(reason));
              });
      left.forEach(part -> deploy.requireRenamable(part, session));
    }
    return takeovers;
  }

  private static void requireNoDrift(CatalogComparison catalog, DatabaseInspector inspector) {
    DriftLines.refusal(catalog, inspector.schema())
        .ifPresent(
            text -> {
              throw new Refusal(RefusalCode.DATABASE_DRIFTED, text);
            });
  }

  private void announce(List<DeployPlan.Part> parts) {
    Map<String, String> lines = new HashMap<>();
    for (DeployPlan.Part part : parts) {
      String name = part.migration().name();
      lines.put(
          name,
          (phase == DeployPhase.EXPAND ? "Expanding %s..." : "Contracting %s...").formatted(name));
    }
    progress.announce(lines);
    if (phase == DeployPhase.CONTRACT) {
      List<Migration> migrations = parts.stream().map(DeployPlan.Part::migration).toList();
      progress.warnWhenStarting(
          MigrationRun.losses(
              migrations, new MigrationSql(history, database.schema()).losses(migrations)));
    }
  }
}
