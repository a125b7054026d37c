package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.changelog.ChangelogFile.State;
import dev.kizaki.engine.changelogs.ChangelogUpdate;
import dev.kizaki.engine.changelogs.FoundChangelogs;
import dev.kizaki.engine.changelogs.FoundChangelogs.Subject;
import dev.kizaki.engine.changelogs.SharedChangelogs;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.project.CommittedHistory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code changelog}: writes every Liquibase changelog that is missing or outdated. */
public final class ChangelogGoal {
  private final ChangelogRequest request;
  private final Reporter reporter;
  private final MigrationsDirectory directory;

  public ChangelogGoal(ChangelogRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.directory =
        new MigrationsDirectory(request.project().root(), request.project().migrationsDirectory());
  }

  public List<String> run() {
    CommittedHistory history = CommittedHistory.read(directory);
    FoundChangelogs found =
        FoundChangelogs.of(
            directory,
            request.databaseSchema(),
            history.migrations().stream().map(Subject::of).toList());
    Set<String> replaced = new HashSet<>(found.in(State.OUTDATED));
    replaced.addAll(found.in(State.EDITED));
    if (!request.overwrite()) {
      SharedChangelogs.of(directory, reporter).refuse(replaced);
    }
    history.migrations().stream()
        .filter(each -> !each.plan().isResolved() && !found.needless().contains(each.name()))
        .map(Migration::name)
        .forEach(
            name ->
                reporter.info(
                    "No changelog is written for %s/ while its plan has an open question."
                        .formatted(directory.shown(name))));
    ChangelogUpdate update =
        new ChangelogUpdate(directory, request.databaseSchema(), found, replaced);
    if (update.isEmpty()) {
      directory.tidy();
      reporter.info("Changelogs are up to date.");
      return List.of();
    }
    return update.carryOut(history, request.settings(), reporter);
  }
}
