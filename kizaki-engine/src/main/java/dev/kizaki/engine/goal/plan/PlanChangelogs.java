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

/** The changelogs that {@code plan} brings up to date once it is done with the plan. */
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
   * After a plan was written, rewritten or removed.
   *
   * @param history as it is now
   * @param draft the migration whose changelog may be replaced, if it is there
   * @return the files that were written or removed
   */
  List<String> follow(CommittedHistory history, Optional<String> draft) {
    FoundChangelogs found = found(history.migrations().stream().map(Subject::of).toList());
    ChangelogUpdate update =
        update(found, draft.filter(found.states()::containsKey).map(Set::of).orElse(Set.of()));
    return update.isEmpty() ? List.of() : carryOut(update, history);
  }

  /**
   * After nothing was to be planned: what a killed run or a hand's work has left.
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

  /** Whether nobody else has the changelog, and its migration was planned again since. */
  private boolean isOutdatedDraft(String latest, FoundChangelogs found) {
    return found.states().get(latest) == State.OUTDATED
        && !SharedChangelogs.of(directory, reporter).holds(latest);
  }

  private FoundChangelogs found(List<Subject> subjects) {
    return FoundChangelogs.of(directory, request.database().schema(), subjects);
  }

  private ChangelogUpdate update(FoundChangelogs found, Set<String> replaced) {
    List<String> left =
        found.included().stream()
            .filter(each -> !replaced.contains(each))
            .filter(each -> found.states().get(each) != State.CURRENT)
            .filter(each -> found.states().get(each) != State.MISSING)
            .map(directory::shownChangelog)
            .toList();
    if (!left.isEmpty()) {
      reporter.warn(
          String.join(", ", left)
              + (left.size() == 1 ? " is" : " are")
              + " not as the history wants; run `mvn kizaki:changelog`.");
    }
    return new ChangelogUpdate(directory, request.database().schema(), found, replaced);
  }

  private List<String> carryOut(ChangelogUpdate update, CommittedHistory history) {
    return update.carryOut(history, request.changelogs(), reporter);
  }
}
