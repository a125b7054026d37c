package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.git.UpstreamBranch;
import dev.kizaki.engine.history.MigrationsDirectory;
import java.util.Optional;

/** Protects a draft that the upstream branch holds, because others may have applied it. */
final class SharedDraft {
  private SharedDraft() {}

  /** The upstream branch that holds the migration. */
  static Optional<UpstreamBranch> branchOf(
      String migration, MigrationsDirectory directory, Reporter reporter) {
    return UpstreamBranch.allOf(directory.projectRoot(), directory.path(), reporter::warn).stream()
        .filter(branch -> branch.holds(migration))
        .findFirst();
  }

  /**
   * @throws Refusal when the upstream branch holds the draft and the request does not allow to
   *     rewrite it
   */
  static void refuseRewriting(
      String draft, MigrationsDirectory directory, PlanRequest request, Reporter reporter) {
    if (request.rewriteShared()) {
      return;
    }
    Refusal.throwIf(
        RefusalCode.DRAFT_SHARED,
        branchOf(draft, directory, reporter)
            .map(
                branch ->
                    """
                    %s is already on %s: others may have applied it, so it is not rewritten.
                    Apply it with `mvn kizaki:apply`, then run `mvn kizaki:plan` again, which \
                    writes a new migration for the change. If no database has applied it, \
                    -Dkizaki.rewriteShared rewrites it.\
                    """
                        .formatted(directory.shown(draft), branch.name())));
  }
}
