package dev.kizaki.engine.goal;

import dev.kizaki.engine.api.RebaseRequest;
import dev.kizaki.engine.api.RebaseResult;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.git.UpstreamBranch;
import dev.kizaki.engine.goal.rebase.RebaseSides;
import dev.kizaki.engine.goal.rebase.RebasedHistory;
import dev.kizaki.engine.goal.rebase.RecomputedMigrations;
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
import dev.kizaki.engine.text.RebaseAdvice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code rebase}: puts the migrations of one branch after those of another. */
public final class RebaseGoal {
  private static final String RESET =
      "If a local database has applied %s, run `mvn kizaki:reset` on it.";

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
    RebasedHistory history = new RebasedHistory(migrations);
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
    int open = history.moves().stream().mapToInt(this::report).sum();
    reportLost(recomputed);
    reporter.info(
        RESET.formatted(
            history.moves().stream()
                .map(RebasedHistory.Move::from)
                .collect(Collectors.joining(", "))));
    reportChangelogs(history.moves().stream().flatMap(move -> move.to().stream()).toList());
    reportAnswers(recomputed);
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
    int first =
        Math.min(firstOwn(migrations, upstream).orElse(migrations.size()), firstOpen(migrations));
    if (first == migrations.size()) {
      CommittedHistory.read(directory);
    }
    RecomputedMigrations recomputed = RecomputedMigrations.ofEdited(migrations, first, request);
    List<RecomputedMigrations.Outcome> changed =
        recomputed.outcomes().stream().filter(RecomputedMigrations.Outcome::isChanged).toList();
    if (changed.isEmpty()) {
      int open = recomputed.outcomes().stream().mapToInt(this::reportOpen).sum();
      if (open == 0) {
        reporter.info("Nothing to rebase.");
      }
      reportAnswers(recomputed);
      return new RebaseResult(List.of(), List.of(), open);
    }
    directory.changeAll(changed.stream().map(RebaseGoal::change).toList());
    changed.forEach(this::reportRecomputed);
    int open = recomputed.outcomes().stream().mapToInt(this::reportOpen).sum();
    reportLost(recomputed);
    List<Migration> written = changed.stream().flatMap(each -> each.result().stream()).toList();
    reportMoved(changed);
    reportChangelogs(written);
    reportAnswers(recomputed);
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
        migration.name(), migration.files().plan().text(), migration.files().snapshot().text());
  }

  private void reportRecomputed(RecomputedMigrations.Outcome outcome) {
    String old = directory.shown(outcome.old().name());
    if (outcome.result().isEmpty()) {
      reporter.info("Removed %s/ because nothing is left of it.".formatted(old));
      return;
    }
    String name = directory.shown(outcome.result().get().name());
    reporter.info(
        name.equals(old)
            ? "Recomputed the snapshot of %s/".formatted(name)
            : "Renamed %s/ to %s/".formatted(old, name));
  }

  private int reportOpen(RecomputedMigrations.Outcome outcome) {
    return outcome.result().map(migration -> reportOpen(migration.name(), migration)).orElse(0);
  }

  /** A database that has applied a migration under a name which is gone must be made again. */
  private void reportMoved(List<RecomputedMigrations.Outcome> changed) {
    String moved =
        changed.stream()
            .filter(each -> each.result().filter(to -> isNamed(to, each.old())).isEmpty())
            .map(each -> each.old().name())
            .collect(Collectors.joining(", "));
    if (!moved.isEmpty()) {
      reporter.info(RESET.formatted(moved));
    }
  }

  private static boolean isNamed(Migration one, Migration other) {
    return one.name().equals(other.name());
  }

  private void reportLost(RecomputedMigrations recomputed) {
    recomputed.lost().forEach(comment -> reporter.warn("No longer applies: // " + comment));
  }

  /** The ways to answer the questions that are still open. */
  private void reportAnswers(RecomputedMigrations recomputed) {
    recomputed.outcomes().stream()
        .flatMap(outcome -> outcome.result().stream())
        .filter(migration -> !migration.plan().isResolved())
        .findFirst()
        .ifPresent(
            migration ->
                reporter.info(
                    RebaseAdvice.forOpenQuestions(migration.name(), recomputed.example())));
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
