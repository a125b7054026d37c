package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.git.UpstreamBranch;
import dev.kizaki.engine.history.MigrationsDirectory;
import java.util.Optional;

/** A draft that others have is none: they may have applied it. */
final class SharedDraft {
  private SharedDraft() {}

  /**
   * @throws Refusal when the upstream branch holds the draft, and the request does not say to
   *     rewrite it all the same
   */
  static void refuseRewriting(
      String draft, MigrationsDirectory directory, PlanRequest request, Reporter reporter) {
    if (request.rewriteShared()) {
      return;
    }
    Optional<UpstreamBranch> holder =
        UpstreamBranch.allOf(directory.projectRoot(), directory.path(), reporter::warn).stream()
            .filter(branch -> branch.holds(draft))
            .findFirst();
    if (holder.isPresent()) {
      throw new Refusal(
          directory.shown(draft)
              + " is on "
              + holder.get().name()
              + " already: others may have applied it, so it is not rewritten.\nApply it with `mvn"
              + " kizaki:apply`, then run `mvn kizaki:plan` again, which puts the change into a"
              + " new migration. Where nobody has applied it, -Dkizaki.rewriteShared rewrites it.");
    }
  }
}
