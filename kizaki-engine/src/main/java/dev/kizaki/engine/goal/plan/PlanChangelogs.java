package dev.kizaki.engine.goal.plan;

import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.changelog.ChangelogFile.State;
import dev.kizaki.engine.changelogs.ChangelogUpdate;
import dev.kizaki.engine.changelogs.FoundChangelogs;
import dev.kizaki.engine.changelogs.FoundChangelogs.Subject;
import dev.kizaki.engine.changelogs.SharedChangelogs;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.LatestMigration;
import dev.kizaki.engine.project.PlannableHistory;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings the changelogs up to date after {@code plan} has written the plan. */
final class PlanChangelogs {
  private final PlanRequest request;
  private final MigrationsDirectory directory;
  private final Reporter reporter;

  PlanChangelogs(PlanRequest request, MigrationsDirectory directory, Reporter reporter) {
    this.request = request;
    this.directory = directory;
    this.reporter = reporter;
  }

  boolean wanted() {
    return FoundChangelogs.wanted(request.changelogs().on(), directory);
  }

  /**
   * Updates the changelogs after a plan was written, rewritten or removed.
   *
   * @param history the history as it is now
   * @param draft the migration whose changelog may be replaced, if it exists
   * @return the files that were written or removed
   */
  List<String> follow(CommittedHistory history, Optional<String> draft) {
    FoundChangelogs found = found(history.migrations().stream().map(Subject::of).toList());
    ChangelogUpdate update =
        update(found, draft.filter(found.states()::containsKey).map(Set::of).orElse(Set.of()));
    return update.isEmpty() ? List.of() : carryOut(update, history);
  }

  /**
   * Updates the changelogs when there was nothing to plan: an interrupted run or a person may have
   * outdated them incomplete.
   *
   * @return the files that were written or removed
   */
  List<String> complete(PlannableHistory history) {
    if (history.latest().flatMap(LatestMigration::problem).isPresent()) {
      return List.of();
    }
    CommittedHistory committed = history.complete();
    FoundChangelogs found = found(committed.migrations().stream().map(Subject::of).toList());
    ChangelogUpdate update =
        update(
            found,
            committed
                .latest()
                .map(Migration::name)
                .filter(latest -> isOutdatedDraft(latest, found))
                .map(Set::of)
                .orElse(Set.of()));
    return update.isEmpty() ? List.of() : carryOut(update, committed);
  }

  /**
   * Whether the migration was planned again after its changelog was written, and the upstream
   * branch does not hold the changelog.
   */
  private boolean isOutdatedDraft(String latest, FoundChangelogs found) {
    return found.states().get(latest) == State.OUTDATED
        && !SharedChangelogs.of(directory, reporter).holds(latest);
  }

  private FoundChangelogs found(List<Subject> subjects) {
    return FoundChangelogs.of(directory, request.database().schema(), subjects);
  }

  private ChangelogUpdate update(FoundChangelogs found, Set<String> replaced) {
    List<String> outdated =
        found.included().stream()
            .filter(each -> !replaced.contains(each))
            .filter(each -> found.states().get(each) != State.CURRENT)
            .filter(each -> found.states().get(each) != State.MISSING)
            .map(directory::shownChangelog)
            .toList();
    if (!outdated.isEmpty()) {
      reporter.warn(
          (outdated.size() == 1
                  ? "%s does not match the history; run `mvn kizaki:changelog`."
                  : "%s do not match the history; run `mvn kizaki:changelog`.")
              .formatted(String.join(", ", outdated)));
    }
    return new ChangelogUpdate(directory, request.database().schema(), found, replaced);
  }

  private List<String> carryOut(ChangelogUpdate update, CommittedHistory history) {
    return update.carryOut(history, request.changelogs(), reporter);
  }
}
