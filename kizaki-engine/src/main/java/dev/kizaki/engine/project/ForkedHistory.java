package dev.kizaki.engine.project;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.git.UpstreamBranch;
import dev.kizaki.engine.history.HistoryTree;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.history.MigrationsDirectory;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A migrations directory in which branches meet.
 *
 * @param upstream the branches that others have, the tracked one first
 */
public record ForkedHistory(HistoryTree.Fork fork, List<UpstreamBranch> upstream) {
  public ForkedHistory {
    upstream = List.copyOf(upstream);
  }

  /**
   * What is read from a directory.
   *
   * @throws Refusal that names the fork where that is why the directory is no history; else the
   *     reading's own
   */
  static <T> T explained(MigrationsDirectory directory, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (Refusal broken) {
      throw found(directory).map(ForkedHistory::refusal).orElse(broken);
    }
  }

  /** The fork in a directory that is no history; absent where something else is wrong with it. */
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
    return new Refusal(
        parted()
            + "\n"
            + held()
            + (heldSides().size() == 1
                ? "Run `mvn kizaki:rebase` to put the other side on top of it."
                : "Run `mvn kizaki:rebase -Dkizaki.rebase=<migration>` with the first migration of"
                    + " the side that is to go on top of the other."));
  }

  /** What the branches have in common, and what each of them added. */
  public String parted() {
    String sides =
        fork.sides().stream().map(ForkedHistory::names).collect(Collectors.joining("; "));
    return fork.before()
            .map(before -> "Branches parted after " + before.name() + " and added migrations of")
            .orElse("Branches began histories of")
        + " their own: "
        + sides
        + ".";
  }

  /** A line for each branch that holds some of it; empty where that is not known. */
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

  /** The sides that begin on a branch that others have. */
  public List<List<Migration>> heldSides() {
    return fork.sides().stream()
        .filter(side -> upstream.stream().anyMatch(branch -> branch.holds(side.get(0).name())))
        .toList();
  }

  public static String names(List<Migration> side) {
    return side.stream().map(Migration::name).collect(Collectors.joining(", "));
  }
}
