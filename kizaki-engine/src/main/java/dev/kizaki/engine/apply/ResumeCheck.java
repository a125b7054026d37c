package dev.kizaki.engine.apply;

import dev.kizaki.engine.api.DeployPhase;
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
    requirePhase(begun, DeployPhase.WHOLE);
    return stagesOfPhase(begun, next, toolVersion);
  }

  /**
   * The stages of the phase that is in progress.
   *
   * @param next the migration with the steps of that phase; absent if the history does not have it
   * @throws Refusal when this run cannot go on with it; nothing is changed
   */
  static Stages stagesOfPhase(
      MigrationInProgress begun, Optional<SqlMigration> next, String toolVersion) {
    SqlMigration migration =
        next.filter(each -> each.digest().equals(begun.digest()))
            .orElseThrow(() -> otherHistory(begun));
    return same(begun, migration)
        .filter(any -> begun.toolVersion().equals(toolVersion))
        .orElseThrow(() -> otherVersion(begun, toolVersion));
  }

  /**
   * Requires that the phase is the one that this run wants.
   *
   * @throws Refusal when it is another one; nothing is changed
   */
  public static void requirePhase(MigrationInProgress begun, DeployPhase wanted) {
    if (begun.isExpanded() && wanted == DeployPhase.WHOLE) {
      throw new Refusal(
          RefusalCode.BETWEEN_PHASES,
          """
          %s is expanded and waits for its second phase. When the last instance of the old version \
          has stopped, run `mvn kizaki:apply -Dkizaki.phase=contract`, or take it back with `mvn \
          kizaki:abort`.\
          """
              .formatted(begun.name()));
    }
    if (!begun.isExpanded() && begun.phase() != wanted) {
      throw new Refusal(
          RefusalCode.OTHER_PHASE_IN_PROGRESS,
          "%s is in progress in the database: %d of %d stages are done%s. Go on with `%s`%s."
              .formatted(
                  begun.name(),
                  begun.done(),
                  begun.stages(),
                  switch (begun.phase()) {
                    case WHOLE -> ", without phases";
                    case EXPAND -> " of its first phase";
                    case CONTRACT -> " of its second phase";
                  },
                  command(begun),
                  begun.phase() == DeployPhase.CONTRACT
                      ? ""
                      : ", or take it back with `mvn kizaki:abort`"));
    }
  }

  /** The command that goes on with a migration in progress or between its phases. */
  public static String command(MigrationInProgress begun) {
    return command(begun.isExpanded() ? DeployPhase.CONTRACT : begun.phase());
  }

  private static String command(DeployPhase phase) {
    return switch (phase) {
      case WHOLE -> "mvn kizaki:apply";
      case EXPAND -> "mvn kizaki:apply -Dkizaki.phase=expand";
      case CONTRACT -> "mvn kizaki:apply -Dkizaki.phase=contract";
    };
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
    Stages stages = Stages.of(migration, begun.chosen(), begun.phase());
    return Optional.of(stages).filter(each -> each.digest().equals(begun.stagesDigest()));
  }

  /** The refusal to take back a migration that the history does not have. */
  public static Refusal unknownPlan(MigrationInProgress begun) {
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
