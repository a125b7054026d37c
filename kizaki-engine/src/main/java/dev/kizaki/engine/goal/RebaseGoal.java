package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.RebaseRequest;
import dev.kizaki.engine.api.RebaseResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.git.UpstreamBranch;
import dev.kizaki.engine.goal.rebase.RebaseSides;
import dev.kizaki.engine.goal.rebase.RebasedHistory;
import dev.kizaki.engine.goal.rebase.RecomputedSnapshots;
import dev.kizaki.engine.history.HistoryTree;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationChange;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.ForkedHistory;
import dev.kizaki.engine.project.OpenQuestion;
import dev.kizaki.engine.report.StatementLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code rebase}: puts the migrations of one branch after those of another. */
public final class RebaseGoal {
  private final RebaseRequest request;
  private final Reporter reporter;
  private final MigrationsDirectory directory;

  public RebaseGoal(RebaseRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.directory =
        new MigrationsDirectory(request.project().root(), request.project().migrationsDirectory());
  }

  public RebaseResult run() {
    List<UpstreamBranch> upstream =
        UpstreamBranch.allOf(directory.projectRoot(), directory.path(), reporter::warn);
    List<Migration> migrations = directory.readUnordered();
    Optional<HistoryTree> tree = HistoryTree.of(migrations);
    if (tree.flatMap(HistoryTree::fork).isPresent()) {
      return moved(migrations, tree.get(), upstream);
    }
    refuseUnrooted(migrations, tree);
    return recomputed(upstream);
  }

  /**
   * Refuses migrations whose digests do not form a tree. If two of them have the same number, one
   * was planned after a migration that is missing.
   */
  private void refuseUnrooted(List<Migration> migrations, Optional<HistoryTree> tree) {
    for (int i = 1; i < migrations.size(); i++) {
      if (migrations.get(i).digest().equals(migrations.get(i - 1).digest())) {
        throw new Refusal(
            """
            %s and %s contain the same migration.
            Delete the directory that is a copy of the other.\
            """
                .formatted(
                    directory.shown(migrations.get(i - 1).name()),
                    directory.shown(migrations.get(i).name())));
      }
      if (tree.isEmpty() && migrations.get(i).number() == migrations.get(i - 1).number()) {
        throw new Refusal(
            """
            %s and %s have the same number, and one of them was planned after a migration that is \
            missing or has changed, so rebase cannot tell where the branches parted.
            Restore that migration (`git log --stat` shows the commit that changed it), then run \
            `mvn kizaki:rebase` again.\
            """
                .formatted(
                    directory.shown(migrations.get(i - 1).name()),
                    directory.shown(migrations.get(i).name())));
      }
    }
  }

  private RebaseResult moved(
      List<Migration> migrations, HistoryTree tree, List<UpstreamBranch> upstream) {
    RebasedHistory history = new RebasedHistory(migrations);
    Optional<HistoryTree.Fork> fork = tree.fork();
    while (fork.isPresent()) {
      history.putOnTop(
          fork.get(), RebaseSides.of(new ForkedHistory(fork.get(), upstream), request.side()));
      fork = HistoryTree.of(history.migrations()).flatMap(HistoryTree::fork);
    }
    history.checkNumbers();
    directory.changeAll(history.changes());
    int open = history.moves().stream().mapToInt(this::report).sum();
    reporter.info(
        "If a local database has applied %s, run `mvn kizaki:reset` on it."
            .formatted(
                history.moves().stream()
                    .map(RebasedHistory.Move::from)
                    .collect(Collectors.joining(", "))));
    reportChangelogs(history.moves().stream().flatMap(move -> move.to().stream()).toList());
    return new RebaseResult(
        history.moves().stream().flatMap(move -> move.to().stream()).map(Migration::name).toList(),
        history.moves().stream()
            .filter(move -> move.to().isEmpty())
            .map(RebasedHistory.Move::from)
            .toList(),
        open);
  }

  /** Reports a migration that moved, and returns how many questions are open in it. */
  private int report(RebasedHistory.Move move) {
    if (move.to().isEmpty()) {
      reporter.info(
          "Removed %s/ because the migrations up to %s already make all of its changes."
              .formatted(directory.shown(move.from()), move.onTopOf()));
      return 0;
    }
    String to = move.to().get().name();
    reporter.info(
        "Rebased %s/ to %s/ on top of %s."
            .formatted(directory.shown(move.from()), directory.shown(to), move.onTopOf()));
    for (PlanStatement statement : move.done()) {
      reporter.info("Left out, because it is already done:");
      StatementLines.of(StatementText.of(statement)).forEach(reporter::info);
    }
    return reportOpen(to, move.to().get());
  }

  private int reportOpen(String name, Migration migration) {
    List<OpenQuestion> open =
        OpenQuestion.of(migration.planText(), directory.shown(name) + "/plan.migration");
    open.forEach(question -> reporter.warn("Resolve " + question));
    return open.size();
  }

  /**
   * A change set's id contains the migration's name, and a changelog contains its digest: both
   * change when a migration moves.
   */
  private void reportChangelogs(List<Migration> written) {
    if (directory.master().isPresent()
        || written.stream().anyMatch(each -> directory.changelog(each.name()).isPresent())) {
      reporter.info(
          "Run `mvn kizaki:changelog` next, because their Liquibase changelogs are outdated.");
    }
  }

  /**
   * Recomputes snapshots after a person has edited plans: an edited plan leads to another shape,
   * and that changes the snapshots of all later migrations.
   */
  private RebaseResult recomputed(List<UpstreamBranch> upstream) {
    directory.list();
    List<Migration> migrations = directory.readUnordered();
    Optional<Integer> first = firstOwn(migrations, upstream);
    if (first.isEmpty()) {
      CommittedHistory.read(directory);
    }
    List<Migration> written =
        first.isEmpty() ? List.of() : RecomputedSnapshots.of(migrations, first.get());
    if (written.isEmpty()) {
      reporter.info("Nothing to rebase.");
      return new RebaseResult(List.of(), List.of(), 0);
    }
    List<MigrationChange> changes = new ArrayList<>();
    for (Migration migration : written) {
      changes.add(
          new MigrationChange(
              migration.name(),
              Optional.of(
                  new MigrationChange.Content(
                      migration.name(),
                      migration.files().plan().text(),
                      migration.files().snapshot().text()))));
    }
    directory.changeAll(changes);
    int open = 0;
    for (Migration migration : written) {
      reporter.info("Recomputed the snapshot of " + directory.shown(migration.name()) + "/");
      open += reportOpen(migration.name(), migration);
    }
    reportChangelogs(written);
    return new RebaseResult(written.stream().map(Migration::name).toList(), List.of(), open);
  }

  /**
   * The index of the first migration that only this branch has; absent if there is none or if that
   * is not known.
   */
  private Optional<Integer> firstOwn(List<Migration> migrations, List<UpstreamBranch> upstream) {
    int first = 0;
    for (int i = 0; i < migrations.size(); i++) {
      String name = migrations.get(i).name();
      if (request.side().isPresent()
          ? !request.side().get().equals(name)
          : upstream.stream().anyMatch(branch -> branch.holds(name))) {
        first = i + 1;
      } else if (request.side().isPresent()) {
        break;
      }
    }
    if (request.side().isPresent() && first == migrations.size()) {
      throw new Refusal(
          "The parameter rebase names %s, but there is no such migration."
              .formatted(request.side().get()));
    }
    for (Migration migration : migrations.subList(first, migrations.size())) {
      refuseShared(migration, upstream);
    }
    return request.side().isEmpty() && upstream.isEmpty() || first == migrations.size()
        ? Optional.empty()
        : Optional.of(first);
  }

  private static void refuseShared(Migration migration, List<UpstreamBranch> upstream) {
    Refusal.throwIf(
        upstream.stream()
            .filter(UpstreamBranch::isDefault)
            .filter(branch -> branch.holds(migration.name()))
            .findFirst()
            .map(
                branch ->
                    """
                    %s is on %s: others may have applied it, so its snapshot is not recomputed. \
                    Name a migration that only this branch has in -Dkizaki.rebase.\
                    """
                        .formatted(migration.name(), branch.name())));
  }
}
