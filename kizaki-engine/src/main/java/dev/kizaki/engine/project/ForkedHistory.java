package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.git.UpstreamBranch;
import dev.kizaki.engine.history.HistoryTree;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A migrations directory that contains the migrations of several branches.
 *
 * @param upstream the branches of the remote repository, the tracked one first
 */
public record ForkedHistory(HistoryTree.Fork fork, List<UpstreamBranch> upstream) {
  public ForkedHistory {
    upstream = List.copyOf(upstream);
  }

  /**
   * Reads from a directory. If that fails and the reason is a fork, the error describes the fork.
   *
   * @throws Refusal with the fork, or the refusal of the reading if there is no fork
   */
  static <T> T explained(MigrationsDirectory directory, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (Refusal broken) {
      throw found(directory).map(ForkedHistory::refusal).orElse(broken);
    }
  }

  /** The fork in a directory that is not a valid history; absent if the error is another one. */
  private static Optional<ForkedHistory> found(MigrationsDirectory directory) {
    try {
      return HistoryTree.of(directory.readUnordered())
          .flatMap(HistoryTree::fork)
          .map(fork -> new ForkedHistory(fork, upstream(directory)));
    } catch (Refusal unreadable) {
      return Optional.empty();
    }
  }

  private static List<UpstreamBranch> upstream(MigrationsDirectory directory) {
    return UpstreamBranch.allOf(directory.projectRoot(), directory.path(), unread -> {});
  }

  private Refusal refusal() {
    String nextStep =
        heldSides().size() == 1
            ? "Run `mvn kizaki:rebase` to put the other side on top of it."
            : """
            Run `mvn kizaki:rebase -Dkizaki.rebase=<migration>` with the first migration of the \
            side that is to go on top of the other.\
            """;
    return new Refusal(RefusalCode.BRANCHES_PARTED, parted() + "\n" + held() + nextStep);
  }

  /** A sentence about the last common migration and the migrations that each branch added. */
  public String parted() {
    String sides =
        fork.sides().stream().map(ForkedHistory::names).collect(Collectors.joining("; "));
    return fork.before()
        .map(
            before ->
                "Branches parted after %s and added migrations of their own: %s."
                    .formatted(before.name(), sides))
        .orElseGet(() -> "Branches began histories of their own: %s.".formatted(sides));
  }

  /** A line for each upstream branch that has some of the migrations; may be empty. */
  public String held() {
    return upstream.stream()
        .map(branch -> held(branch, fork.sides()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining());
  }

  private static Optional<String> held(UpstreamBranch branch, List<List<Migration>> sides) {
    String names =
        sides.stream()
            .flatMap(List::stream)
            .map(Migration::name)
            .filter(branch::holds)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(branch.name() + " holds " + names + ".\n");
  }

  /** The sides whose first migration is on an upstream branch. */
  public List<List<Migration>> heldSides() {
    return fork.sides().stream()
        .filter(side -> upstream.stream().anyMatch(branch -> branch.holds(side.get(0).name())))
        .toList();
  }

  public static String names(List<Migration> side) {
    return side.stream().map(Migration::name).collect(Collectors.joining(", "));
  }
}
