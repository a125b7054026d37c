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

/** {@code rebase}: puts the migrations of one branch on top of another's. */
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

  /** Two migrations of one number that no tree connects: one of them follows what is not here. */
  private void refuseUnrooted(List<Migration> migrations, Optional<HistoryTree> tree) {
    for (int i = 1; i < migrations.size(); i++) {
      if (migrations.get(i).digest().equals(migrations.get(i - 1).digest())) {
        throw new Refusal(
            """
            %s and %s are the same migration.
            Delete the directory that does not belong there.\
            """
                .formatted(
                    directory.shown(migrations.get(i - 1).name()),
                    directory.shown(migrations.get(i).name())));
      }
      if (tree.isEmpty() && migrations.get(i).number() == migrations.get(i - 1).number()) {
        throw new Refusal(
            """
            %s and %s have one number, and a migration was planned after one that is not here, \
            so where the branches parted is not known.
            Restore what was there: `git log --stat` shows the commit that changed it. Then run \
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
        "Where a database has applied %s, run `mvn kizaki:reset` there."
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

  /** Returns how many questions are open in the migration. */
  private int report(RebasedHistory.Move move) {
    if (move.to().isEmpty()) {
      reporter.info(
          "Removed %s/ because all it did is done on top of %s already."
              .formatted(directory.shown(move.from()), move.onTopOf()));
      return 0;
    }
    String to = move.to().get().name();
    reporter.info(
        "Rebased %s/ to %s/ on top of %s."
            .formatted(directory.shown(move.from()), directory.shown(to), move.onTopOf()));
    for (PlanStatement statement : move.done()) {
      reporter.info("Left out, done already:");
      StatementLines.of(StatementText.of(statement)).forEach(reporter::info);
    }
    return ask(to, move.to().get());
  }

  private int ask(String name, Migration migration) {
    List<OpenQuestion> open =
        OpenQuestion.of(migration.planText(), directory.shown(name) + "/plan.migration");
    open.forEach(question -> reporter.warn("Resolve " + question));
    return open.size();
  }

  /** Liquibase knows a migration by its name, and its changelog is of one digest. */
  private void reportChangelogs(List<Migration> written) {
    if (directory.master().isPresent()
        || written.stream().anyMatch(each -> directory.changelog(each.name()).isPresent())) {
      reporter.info("Run `mvn kizaki:changelog` next: their Liquibase changelogs are outdated.");
    }
  }

  /** Plans that a person edited lead elsewhere: so do the snapshots of all that follow. */
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
      open += ask(migration.name(), migration);
    }
    reportChangelogs(written);
    return new RebaseResult(written.stream().map(Migration::name).toList(), List.of(), open);
  }

  /** Where the migrations begin that nobody else has; absent where that is not known. */
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
          "rebase names " + request.side().get() + ", and there is no such migration.");
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
                    "%s is on %s: others may have applied it, so it is not written again."
                        .formatted(migration.name(), branch.name())));
  }
}
