package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.phase.EarlyDrops;
import dev.kizaki.engine.phase.PhaseChoices;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.statements.StatementFindings;
import dev.kizaki.engine.statements.StatementFindings.Broken;
import dev.kizaki.engine.statements.StatementProof;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Proves that uniques can be dropped in the first phase of a deploy: no known statement works with
 * them and not without them, as an upsert does.
 *
 * @param pending the migrations of the deploy, in order
 * @param expanded how many of them have their first phase done
 * @param recorded the uniques that earlier runs have dropped so
 */
record DroppedUniques(
    CommittedHistory history,
    List<Migration> pending,
    int expanded,
    Function<Migration, PhaseChoices> recorded) {
  /**
   * @param begun the migrations in progress, and those between their phases
   */
  static DroppedUniques of(
      CommittedHistory history,
      List<Migration> pending,
      List<MigrationInProgress> begun,
      Function<Migration, PhaseChoices> recorded) {
    return new DroppedUniques(
        history,
        pending,
        (int) begun.stream().filter(MigrationInProgress::isExpanded).count(),
        recorded);
  }

  /**
   * The uniques of each migration that are dropped in its first phase. Without known statements,
   * only those of earlier runs.
   *
   * @param begun the migrations in progress, and those between their phases
   * @param prover prepares all known statements; empty if there are none
   * @throws Refusal when a statement upserts on one of the uniques
   */
  Function<Migration, PhaseChoices> decided(
      List<MigrationInProgress> begun,
      Function<StatementProof, Optional<StatementFindings>> prover) {
    Map<String, EarlyDrops> open = new HashMap<>();
    for (Migration migration : pending) {
      List<PlanStatement> drops = EarlyDrops.in(migration.plan().statements());
      if (!drops.isEmpty()
          && begun.stream().noneMatch(each -> each.digest().equals(migration.digest()))) {
        open.put(migration.digest(), new EarlyDrops(Set.copyOf(drops)));
      }
    }
    if (open.isEmpty()) {
      return recorded;
    }
    Function<Migration, PhaseChoices> early =
        migration ->
            recorded
                .apply(migration)
                .withEarly(
                    open.getOrDefault(migration.digest(), recorded.apply(migration).early()));
    Optional<StatementFindings> findings =
        prover
            .apply(StatementProof.of(history, pending, expanded, DeployPhase.EXPAND, early))
            .filter(each -> each.judged() > 0);
    findings.ifPresent(each -> requireNoUpsert(each.broken(), open));
    return findings.isPresent() ? early : recorded;
  }

  private void requireNoUpsert(List<Broken> broken, Map<String, EarlyDrops> open) {
    for (Migration migration : pending) {
      for (PlanStatement drop :
          open.getOrDefault(migration.digest(), EarlyDrops.NONE).statements()) {
        String line = StatementText.of(drop).lines().findFirst().orElseThrow();
        broken.stream()
            .filter(each -> each.migration().equals(migration.name()) && each.cause().equals(line))
            .findFirst()
            .ifPresent(
                each -> {
                  throw new Refusal(
                      RefusalCode.PHASES_IMPOSSIBLE,
                      """
                      %s cannot be applied in two phases. `%s`: a statement of the application needs it.
                        %s (%s)
                          PostgreSQL: %s
                      Apply it without a phase when the old version of the application has stopped, \
                      or write another plan. Nothing was changed.\
                      """
                          .formatted(
                              migration.name(),
                              line,
                              each.statement().excerpt(),
                              each.statement().source(),
                              each.error()));
                });
      }
    }
  }
}
