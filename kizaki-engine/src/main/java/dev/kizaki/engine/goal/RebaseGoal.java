package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.RebaseRequest;
import dev.kizaki.engine.api.RebaseResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.git.UpstreamBranch;
import dev.kizaki.engine.goal.rebase.RebaseReport;
import dev.kizaki.engine.goal.rebase.RebaseSides;
import dev.kizaki.engine.goal.rebase.RebasedHistory;
import dev.kizaki.engine.goal.rebase.RecomputedMigrations;
import dev.kizaki.engine.history.HistoryTree;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationChange;
import dev.kizaki.engine.history.MigrationsDirectory;
import dev.kizaki.engine.project.CommittedHistory;
import dev.kizaki.engine.project.ForkedHistory;
import dev.kizaki.engine.project.ProjectSchema;
import dev.kizaki.engine.shape.SqlObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code rebase}: puts the migrations of one branch after those of another. */
public final class RebaseGoal {
  private final RebaseRequest request;
  private final Reporter reporter;
  private final MigrationsDirectory directory;
  private final RebaseReport report;

  public RebaseGoal(RebaseRequest request, Reporter reporter) {
    this.request = request;
    this.reporter = reporter;
    this.directory =
        new MigrationsDirectory(request.project().root(), request.project().migrationsDirectory());
    this.report = new RebaseReport(reporter, directory);
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
            RefusalCode.MIGRATION_COPIED,
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
            RefusalCode.REBASE_BASE_MISSING,
            """
            %s and %s have the same number, and one of them was planned after a migration that is \
            missing or has changed, so rebase cannot tell where the branches parted.
            Restore that migration (`git status` shows a change that is not committed, `git log \
            --stat` the commit of one that is), then run `mvn kizaki:rebase` again.\
            """
                .formatted(
                    directory.shown(migrations.get(i - 1).name()),
                    directory.shown(migrations.get(i).name())));
      }
    }
  }

  private RebaseResult moved(
      List<Migration> migrations, HistoryTree tree, List<UpstreamBranch> upstream) {
    RebasedHistory history = new RebasedHistory(migrations, objects());
    Optional<HistoryTree.Fork> fork = tree.fork();
    while (fork.isPresent()) {
      history.putOnTop(
          fork.get(), RebaseSides.of(new ForkedHistory(fork.get(), upstream), request.side()));
      fork = HistoryTree.of(history.migrations()).flatMap(HistoryTree::fork);
    }
    history.checkNumbers();
    RecomputedMigrations recomputed =
        RecomputedMigrations.of(history.migrations(), history.firstMoved(), request);
    history.settle(recomputed.outcomes());
    directory.changeAll(history.changes());
    int open = history.moves().stream().mapToInt(report::moved).sum();
    report.reset(history.moves().stream().map(RebasedHistory.Move::from).toList());
    List<Migration> written = history.moves().stream().flatMap(move -> move.to().stream()).toList();
    report.nextSteps(recomputed, written);
    return new RebaseResult(
        written.stream().map(Migration::name).toList(),
        history.moves().stream()
            .filter(move -> move.to().isEmpty())
            .map(RebasedHistory.Move::from)
            .toList(),
        open);
  }

  /**
   * The objects of the schema, which the merge may have left with conflicts: a rebase needs none.
   */
  private Map<String, SqlObject> objects() {
    try {
      return ProjectSchema.read(request.project()).shape().objectMap();
    } catch (Refusal broken) {
      return Map.of();
    }
  }

  /**
   * Recomputes snapshots after a person has edited plans: an edited plan leads to another shape,
   * and that changes the snapshots of all later migrations.
   */
  private RebaseResult recomputed(List<UpstreamBranch> upstream) {
    directory.list();
    List<Migration> migrations = directory.readUnordered();
    int first =
        Math.min(firstOwn(migrations, upstream).orElse(migrations.size()), firstOpen(migrations));
    if (first == migrations.size()) {
      CommittedHistory.read(directory);
    }
    RecomputedMigrations recomputed = RecomputedMigrations.ofEdited(migrations, first, request);
    List<RecomputedMigrations.Outcome> changed =
        recomputed.outcomes().stream().filter(RecomputedMigrations.Outcome::isChanged).toList();
    List<Migration> written = changed.stream().flatMap(each -> each.result().stream()).toList();
    if (!changed.isEmpty()) {
      directory.changeAll(changed.stream().map(RebaseGoal::change).toList());
      changed.forEach(report::recomputed);
    }
    int open =
        recomputed.outcomes().stream()
            .flatMap(each -> each.result().stream())
            .mapToInt(report::open)
            .sum();
    if (changed.isEmpty() && open == 0) {
      reporter.info("Nothing to rebase.");
    }
    report.reset(
        changed.stream()
            .filter(RecomputedMigrations.Outcome::isGone)
            .map(each -> each.old().name())
            .toList());
    report.nextSteps(recomputed, written);
    return new RebaseResult(
        written.stream().map(Migration::name).toList(),
        changed.stream()
            .filter(each -> each.result().isEmpty())
            .map(each -> each.old().name())
            .toList(),
        open);
  }

  private static MigrationChange change(RecomputedMigrations.Outcome outcome) {
    return new MigrationChange(outcome.old().name(), outcome.result().map(RebaseGoal::content));
  }

  private static MigrationChange.Content content(Migration migration) {
    return new MigrationChange.Content(
        migration.name(), migration.planFileText(), migration.snapshotFileText());
  }

  /** The index of the first migration with an open question, which no database has applied. */
  private static int firstOpen(List<Migration> migrations) {
    return (int) migrations.stream().takeWhile(migration -> migration.plan().isResolved()).count();
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
          RefusalCode.REBASE_NAME,
          """
          The parameter rebase names %s, but there is no such migration.
          Name the first migration that is to be computed again; the last one is %s.\
          """
              .formatted(
                  request.side().get(),
                  migrations.isEmpty() ? "none" : migrations.get(migrations.size() - 1).name()));
    }
    for (Migration migration : migrations.subList(first, migrations.size())) {
      if (!migration.plan().isResolved()) {
        break; // No database has applied it, or one that follows.
      }
      refuseShared(migration, upstream);
    }
    return request.side().isEmpty() && upstream.isEmpty() || first == migrations.size()
        ? Optional.empty()
        : Optional.of(first);
  }

  private void refuseShared(Migration migration, List<UpstreamBranch> upstream) {
    Refusal.throwIf(
        RefusalCode.REBASE_SHARED,
        upstream.stream()
            .filter(UpstreamBranch::isDefault)
            .filter(branch -> branch.holds(migration.name()))
            .findFirst()
            .map(
                branch ->
                    """
                    %1$s is on %2$s: others may have applied it, so its snapshot is not recomputed.
                    Name a migration that only this branch has in -Dkizaki.rebase. If its plan has \
                    an open question on %2$s, restore it with `git checkout -- %3$s`, then run \
                    `mvn kizaki:rebase` with -Dkizaki.resolve.\
                    """
                        .formatted(migration.name(), branch.name(), migration.planFile())));
  }
}
