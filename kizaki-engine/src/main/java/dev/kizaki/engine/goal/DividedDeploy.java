package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.StatementSettings;
import dev.kizaki.engine.connect.DatabaseInspector;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.connect.RecordedDrops;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.phase.EarlyDrops;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.takeover.Takeover;
import dev.kizaki.engine.takeover.Takeovers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The migrations of a deploy, divided into phases for one database.
 *
 * @param known the migrations in progress, and those between their phases, by number
 * @param sources the statements of the application that are known
 * @param early the uniques of each migration that are dropped in its first phase
 */
record DividedDeploy(
    CommittedHistory history,
    DatabaseSettings database,
    List<MigrationInProgress> known,
    StatementSources sources,
    Function<Migration, EarlyDrops> early,
    DeployPlan plan) {
  /**
   * Divides the migrations.
   *
   * @param pending the migrations of the deploy, in order
   * @param phase the phase that is to be carried out
   * @throws Refusal when a statement cannot be carried out in two phases, or the file of the
   *     statements cannot be read
   */
  static DividedDeploy of(
      CommittedHistory history,
      DatabaseSettings database,
      List<Migration> pending,
      List<MigrationInProgress> known,
      DeployPhase phase,
      StatementSettings statements,
      ReadSession session) {
    StatementSources sources = StatementSources.read(statements, session);
    Function<Migration, EarlyDrops> recorded =
        RecordedDrops.of(history, pending, database.schema(), known);
    Function<Migration, EarlyDrops> early =
        phase == DeployPhase.CONTRACT
            ? recorded
            : DroppedUniques.of(history, pending, known, recorded)
                .decided(known, proof -> sources.findings(proof, session));
    return new DividedDeploy(
        history,
        database,
        known,
        sources,
        early,
        DeployPlan.of(history, pending, database.schema(), early));
  }

  /** Compares the database with the whole migrations, of which none has begun. */
  PreparedMigrations prepared(
      ReadSession session, List<AppliedMigration> applied, boolean allowDrift) {
    return PreparedMigrations.of(
        new MigrationSql(history, database.schema())
            .ofAll(plan.migrations().stream().map(DeployPlan.Part::migration).toList()),
        history,
        session,
        applied,
        new DatabaseInspector(database),
        allowDrift);
  }

  /**
   * What the database has already of the whole migrations, as what it has of their first phases.
   *
   * @throws Refusal when a first phase does not make it as it stands
   */
  Takeovers inFirstPhases(PreparedMigrations prepared) {
    Refusal.throwAny(
        prepared
            .baseline()
            .map(
                each ->
                    new Refusal(
                        RefusalCode.PHASES_IMPOSSIBLE,
                        """
                        The database has already what %s makes. Record that with `mvn \
                        kizaki:apply`, which changes nothing, and deploy the others in two phases. \
                        Nothing was changed.\
                        """
                            .formatted(each.migration()))));
    Map<Integer, DeployPlan.Part> byNumber =
        plan.migrations().stream()
            .collect(Collectors.toMap(each -> each.migration().number(), each -> each));
    List<Takeover> found = new ArrayList<>();
    for (Takeover each : prepared.takeovers().all()) {
      DeployPlan.Part part = byNumber.get(each.migration());
      if (part != null) {
        found.add(part.inFirstPhase(each));
      }
    }
    return new Takeovers(found, prepared.takeovers().obstacles(), prepared.takeovers().exempt());
  }
}
