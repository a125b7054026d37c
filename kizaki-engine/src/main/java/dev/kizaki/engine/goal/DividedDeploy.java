package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.RenameWay;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.api.StatementSettings;
import dev.kizaki.engine.connect.DatabaseInspector;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.connect.RecordedChoices;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.AppliedMigration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.phase.PhaseChoices;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.project.MigrationSql;
import dev.kizaki.engine.sql.CompatibilityView;
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
 * @param renamed the fields that get other names
 * @param choices what is decided about the phases of each migration
 */
record DividedDeploy(
    CommittedHistory history,
    DatabaseSettings database,
    List<MigrationInProgress> known,
    StatementSources sources,
    RenamedFields renamed,
    Function<Migration, PhaseChoices> choices,
    DeployPlan plan) {
  /**
   * Divides the migrations.
   *
   * @param pending the migrations of the deploy, in order
   * @param phase the phase that is to be carried out
   * @param renames how renamed fields are found between the phases
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
      RenameWay renames,
      ReadSession session) {
    StatementSources sources = StatementSources.read(statements, session);
    RenamedFields renamed = new RenamedFields(history, pending, known, database.schema(), renames);
    Function<Migration, PhaseChoices> recorded =
        RecordedChoices.of(history, pending, database.schema(), known);
    Function<Migration, PhaseChoices> choices =
        phase == DeployPhase.CONTRACT
            ? recorded
            : DroppedUniques.of(history, pending, known, renamed.decided(recorded, session))
                .decided(known, proof -> sources.findings(proof, session));
    return new DividedDeploy(
        history,
        database,
        known,
        sources,
        renamed,
        choices,
        DeployPlan.of(history, pending, database.schema(), choices));
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

  /** Says how the fields are found that a migration gives other names. */
  void reportRenames(DeployPlan.Part part, Reporter reporter) {
    renamed.report(part, choices.apply(part.migration()), reporter);
  }

  /**
   * @throws Refusal when no view can stand for a table that needs one, or when others have made
   *     something for a column that another one replaces
   */
  void requireRenamable(DeployPlan.Part part, ReadSession session) {
    for (CompatibilityView view : part.sql().views()) {
      session
          .obstacle(view)
          .ifPresent(
              obstacle -> {
                throw new Refusal(
                    RefusalCode.PHASES_IMPOSSIBLE,
                    """
                    %s cannot be applied in two phases: no view can stand for the table %s, because \
                    %s.
                    Apply it without a phase when the old version of the application has stopped. \
                    Nothing was changed.\
                    """
                        .formatted(part.migration().name(), view.table().table(), obstacle));
              });
    }
    RenamedFields.requireReplaceable(
        part, choices.apply(part.migration()), database.schema(), session);
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
