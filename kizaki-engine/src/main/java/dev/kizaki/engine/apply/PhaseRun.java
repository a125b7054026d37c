package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.sql.SqlPhases;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out one phase of migrations, each in stages of its own. A migration is recorded as
 * applied at the end of its second phase.
 */
final class PhaseRun {
  private final ApplierSessions applierSessions;
  private final DeployPhase phase;
  private final OnlineSettings online;

  /**
   * @param phase not {@link DeployPhase#WHOLE}
   */
  PhaseRun(ApplierSessions applierSessions, DeployPhase phase, OnlineSettings online) {
    this.applierSessions = applierSessions;
    this.phase = phase;
    this.online = online;
  }

  /**
   * Runs the phase of each migration.
   *
   * @param pending the migrations whose phase is not finished. If an earlier run has begun one,
   *     only that one
   * @param known the migrations in progress, and those between their phases
   * @param takeovers the statements of the phase whose effect is in the database already
   */
  void run(List<SqlPhases> pending, List<MigrationInProgress> known, Takeovers takeovers) {
    RunSettings settings = applierSessions.settings();
    List<SqlMigration> migrations = pending.stream().map(this::sql).toList();
    ApplyProgress progress = new ApplyProgress(applierSessions.applied(), migrations);
    Optional<MigrationInProgress> begun =
        known.stream().filter(each -> !each.isExpanded()).findFirst();
    Optional<Stages> resumed =
        begun.map(
            each ->
                ResumeCheck.stagesOfPhase(
                    each, migrations.stream().findFirst(), settings.toolVersion()));
    PreliminaryChecks checks = new PreliminaryChecks(applierSessions, progress.state());
    StageChoice choice = new StageChoice(applierSessions, online);
    checks.requireReady(migrations, choice.needs(migrations, resumed));
    Map<SqlMigration, Set<Integer>> remaining =
        begun.isPresent() ? Map.of() : checks.run(migrations);
    ApplierRun run = ApplierRun.begin(applierSessions, progress, takeovers);
    for (SqlPhases each : pending) {
      SqlMigration migration = sql(each);
      settings.listener().starting(migration);
      Stopwatch stopwatch = new Stopwatch();
      Set<Integer> atTurn = remaining.getOrDefault(migration, Set.of());
      Stages stages =
          resumed.orElseGet(
              () ->
                  choice.ofPhase(
                      new PlainMigration(run, migration, atTurn),
                      atTurn,
                      phase == DeployPhase.EXPAND ? each.guarded() : Set.of(),
                      phase,
                      run.recovery()));
      Optional<MigrationInProgress> expanded =
          known.stream()
              .filter(row -> row.number() == migration.number() && row.isExpanded())
              .findFirst();
      new StagedMigration(run, online.pace(), stages, each.twoColumns(), expanded).apply(begun);
      if (phase == DeployPhase.CONTRACT) {
        progress.applied(migration);
      }
      settings.listener().applied(migration, stopwatch.elapsed());
    }
  }

  private SqlMigration sql(SqlPhases phases) {
    return phase == DeployPhase.EXPAND ? phases.expand() : phases.contract();
  }
}
