package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.jdbc.MigrationInProgress;
import dev.kizaki.engine.online.Stages;
import dev.kizaki.engine.sql.SqlMigration;
import java.util.Optional;

/**
 * Whether this run can go on with a migration that an earlier run has begun: it must be the next
 * one here, and this version of kizaki must cut it into the same stages.
 */
public final class ResumeCheck {
  private ResumeCheck() {}

  /**
   * The stages of the migration in progress.
   *
   * @param next the first pending migration
   * @param toolVersion the version of kizaki that runs now
   * @throws Refusal when this run cannot go on with it; nothing is changed
   */
  public static Stages stages(
      MigrationInProgress begun, Optional<SqlMigration> next, String toolVersion) {
    SqlMigration migration =
        next.filter(each -> each.digest().equals(begun.digest()))
            .orElseThrow(() -> otherHistory(begun));
    return same(begun, migration)
        .filter(any -> begun.toolVersion().equals(toolVersion))
        .orElseThrow(() -> otherVersion(begun, toolVersion));
  }

  /**
   * The stages of the migration in progress, to take it back. Another version may do that if it
   * knows the same stages.
   *
   * @param next the first pending migration
   * @param toolVersion the version of kizaki that runs now
   * @throws Refusal when this run cannot take it back; nothing is changed
   */
  static Stages stagesToAbort(
      MigrationInProgress begun, Optional<SqlMigration> next, String toolVersion) {
    SqlMigration migration =
        next.filter(each -> each.digest().equals(begun.digest()))
            .orElseThrow(() -> unknownPlan(begun));
    return same(begun, migration).orElseThrow(() -> otherStages(begun, toolVersion));
  }

  private static Optional<Stages> same(MigrationInProgress begun, SqlMigration migration) {
    if (!begun.chosen().isEmpty() && begun.chosen().last() >= migration.steps().size()) {
      return Optional.empty();
    }
    Stages stages = Stages.of(migration, begun.chosen());
    return Optional.of(stages).filter(each -> each.digest().equals(begun.stagesDigest()));
  }

  private static Refusal unknownPlan(MigrationInProgress begun) {
    return new Refusal(
        RefusalCode.IN_PROGRESS_OTHER_HISTORY,
        """
        %s is in progress in the database, and its plan is needed to take it back. The migrations \
        directory does not have it as the next migration, or its plan was changed since. Restore \
        its files and run `mvn kizaki:abort` again.\
        """
            .formatted(begun.name()));
  }

  private static Refusal otherStages(MigrationInProgress begun, String toolVersion) {
    return new Refusal(
        RefusalCode.IN_PROGRESS_OTHER_VERSION,
        """
        %s is in progress in the database, begun by kizaki %s, and this is kizaki %s, which would \
        carry it out in other stages. Run `mvn kizaki:abort` with version %s.\
        """
            .formatted(begun.name(), begun.toolVersion(), toolVersion, begun.toolVersion()));
  }

  private static Refusal otherHistory(MigrationInProgress begun) {
    return new Refusal(
        RefusalCode.IN_PROGRESS_OTHER_HISTORY,
        """
        %s is in progress in the database: %d of %d stages are done. The migrations directory does \
        not have it as the next migration, or its plan was changed since. Restore its files and \
        run `mvn kizaki:apply` again, or take it back with `mvn kizaki:abort`.\
        """
            .formatted(begun.name(), begun.done(), begun.stages()));
  }

  private static Refusal otherVersion(MigrationInProgress begun, String toolVersion) {
    return new Refusal(
        RefusalCode.IN_PROGRESS_OTHER_VERSION,
        """
        %s is in progress in the database: %d of %d stages are done by kizaki %s, and this is \
        kizaki %s. Go on with version %s, or take the migration back with `mvn kizaki:abort`.\
        """
            .formatted(
                begun.name(),
                begun.done(),
                begun.stages(),
                begun.toolVersion(),
                toolVersion,
                begun.toolVersion()));
  }
}
