package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.phase.EarlyDrops;
import dev.kizaki.engine.phase.PhaseChoices;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an earlier run has decided about the first phase of a migration. Which fields have two
 * columns is recorded. Which uniques were dropped is not: the proof may not hold any more, but the
 * stages that are recorded are those of a plan that has these drops in its first phase.
 */
public final class RecordedChoices {
  private static final String SO_BEGUN = "its first phase was begun so";

  private RecordedChoices() {}

  /**
   * The choices by migration.
   *
   * @param pending the migrations of the deploy, in order
   * @param known the migrations in progress, and those between their phases, by number
   */
  public static Function<Migration, PhaseChoices> of(
      CommittedHistory history,
      List<Migration> pending,
      String schema,
      List<MigrationInProgress> known) {
    Map<String, PhaseChoices> found = new HashMap<>();
    Function<Migration, PhaseChoices> choices =
        migration -> found.getOrDefault(migration.digest(), PhaseChoices.NONE);
    for (int i = 0; i < pending.size(); i++) {
      Migration migration = pending.get(i);
      List<PlanStatement> drops = EarlyDrops.in(migration.plan().statements());
      for (MigrationInProgress row : known) {
        if (row.digest().equals(migration.digest())) {
          PhaseChoices renames =
              PhaseChoices.NONE.withTwoColumns(
                  row.twoColumns().stream()
                      .collect(Collectors.toMap(each -> each, each -> SO_BEGUN)));
          found.put(migration.digest(), renames);
          if (!drops.isEmpty()) {
            found.put(migration.digest(), renames.withEarly(new EarlyDrops(Set.copyOf(drops))));
            DeployPlan deploy = DeployPlan.of(history, pending.subList(0, i + 1), schema, choices);
            if (!hasStages(deploy.migrations().get(i), row)) {
              found.put(migration.digest(), renames);
            }
          }
        }
      }
    }
    return choices;
  }

  private static boolean hasStages(DeployPlan.Part part, MigrationInProgress row) {
    SqlMigration sql =
        row.phase() == DeployPhase.CONTRACT ? part.sql().contract() : part.sql().expand();
    return (row.chosen().isEmpty() || row.chosen().last() < sql.steps().size())
        && Stages.of(sql, row.chosen(), row.phase()).digest().equals(row.stagesDigest());
  }
}
