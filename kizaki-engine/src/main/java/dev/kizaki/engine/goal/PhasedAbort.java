package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.apply.Abort;
import dev.kizaki.engine.apply.ResumeCheck;
import dev.kizaki.engine.connect.BegunTakeovers;
import dev.kizaki.engine.connect.RecordedChoices;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.online.StatementProgress;
import dev.kizaki.engine.postgres.PhaseGenerator;
import dev.kizaki.engine.postgres.TakingBack;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.project.MigrationSql;
import java.util.List;
import java.util.Optional;

/**
 * Takes back the first phase of a migration, be it finished or not. Those of later migrations must
 * be taken back before.
 *
 * @param known the migrations in progress, and those between their phases, by number
 */
record PhasedAbort(CommittedHistory history, List<MigrationInProgress> known, String schema) {
  /**
   * What takes the last of the migrations back.
   *
   * @throws Refusal when its second phase has begun, the history does not have it, or something
   *     would be lost; nothing is changed
   */
  void run(AbortRun run) {
    Abort abort = run.abort();
    MigrationInProgress begun = known.get(known.size() - 1);
    requireFirstPhase();
    List<Migration> migrations =
        history.after(abort.applied().size()).stream().limit(known.size()).toList();
    DeployPlan plan =
        DeployPlan.of(
            history, migrations, schema, RecordedChoices.of(history, migrations, schema, known));
    DeployPlan.Part part =
        plan.migrations().stream()
            .filter(each -> each.migration().digest().equals(begun.digest()))
            .findFirst()
            .map(each -> each.with(BegunTakeovers.of(begun, each.objectChanges(schema))))
            .orElseThrow(() -> ResumeCheck.unknownPlan(begun));
    Stages stages = abort.stages(begun, Optional.of(part.sql().expand()));
    TakingBack back =
        new MigrationSql(history, schema)
            .takingBack(
                part.migration(),
                part.before(),
                part.plan().expand(),
                StatementProgress.of(
                    stages, part.plan().expand().size(), begun.done(), !begun.ended()));
    run.of(
        begun,
        stages,
        back,
        session ->
            begun.isExpanded()
                ? PhaseGenerator.undoing(
                    part.sql().views(),
                    session.helpers(),
                    schema,
                    part.migration().plan().statements().stream().findFirst())
                : List.of());
  }

  private void requireFirstPhase() {
    known.stream()
        .filter(each -> each.phase() == DeployPhase.CONTRACT)
        .findFirst()
        .ifPresent(
            each -> {
              throw new Refusal(
                  RefusalCode.ABORT_IMPOSSIBLE,
                  """
                  The second phase of %s has begun, and what it has done cannot be taken back. Run \
                  `mvn kizaki:apply -Dkizaki.phase=contract`, which goes on with it.\
                  """
                      .formatted(each.name()));
            });
  }
}
