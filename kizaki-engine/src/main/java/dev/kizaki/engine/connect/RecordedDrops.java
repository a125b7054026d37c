package dev.kizaki.engine.connect;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.phase.EarlyDrops;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.DeployPlan;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which uniques an earlier run has dropped in the first phase of a migration. The proof may not
 * hold any more, but the stages that are recorded are those of a plan that has these drops in its
 * first phase.
 */
public final class RecordedDrops {
  private RecordedDrops() {}

  /**
   * The uniques by migration.
   *
   * @param pending the migrations of the deploy, in order
   * @param known the migrations in progress, and those between their phases, by number
   */
  public static Function<Migration, EarlyDrops> of(
      CommittedHistory history,
      List<Migration> pending,
      String schema,
      List<MigrationInProgress> known) {
    Map<String, EarlyDrops> found = new HashMap<>();
    Function<Migration, EarlyDrops> early =
        migration -> found.getOrDefault(migration.digest(), EarlyDrops.NONE);
    for (int i = 0; i < pending.size(); i++) {
      Migration migration = pending.get(i);
      List<PlanStatement> drops = EarlyDrops.in(migration.plan().statements());
      for (MigrationInProgress row : known) {
        if (row.digest().equals(migration.digest()) && !drops.isEmpty()) {
          found.put(migration.digest(), new EarlyDrops(Set.copyOf(drops)));
          DeployPlan deploy = DeployPlan.of(history, pending.subList(0, i + 1), schema, early);
          if (!hasStages(deploy.migrations().get(i), row)) {
            found.remove(migration.digest());
          }
        }
      }
    }
    return early;
  }

  private static boolean hasStages(DeployPlan.Part part, MigrationInProgress row) {
    SqlMigration sql =
        row.phase() == DeployPhase.CONTRACT ? part.sql().contract() : part.sql().expand();
    return (row.chosen().isEmpty() || row.chosen().last() < sql.steps().size())
        && Stages.of(sql, row.chosen(), row.phase()).digest().equals(row.stagesDigest());
  }
}
