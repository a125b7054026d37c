package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.git.UpstreamBranch;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.project.ForkedHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The roles of the sides of a fork in a rebase.
 *
 * @param staying the side that does not change
 * @param moving the sides that are put on top of it, in this order; at least one
 */
public record RebaseSides(List<Migration> staying, List<List<Migration>> moving) {
  /**
   * Chooses the sides. The side of {@code named} moves. Among the other sides, the side on an
   * upstream branch stays; a single other side always stays.
   *
   * @param named a migration of the side to move, if the user named one
   * @throws Refusal when it is unknown which side stays, or a moving migration is on an upstream
   *     branch
   */
  public static RebaseSides of(ForkedHistory forked, Optional<String> named) {
    List<List<Migration>> sides = forked.fork().sides();
    List<List<Migration>> candidates = new ArrayList<>(sides);
    List<List<Migration>> chosen =
        sides.stream()
            .filter(side -> named.filter(name -> contains(side, name)).isPresent())
            .toList();
    if (named.isPresent() && chosen.isEmpty()) {
      throw new Refusal(
          RefusalCode.REBASE_NAME,
          """
          rebase names %s, which is not a migration of any side.
          %s\
          """
              .formatted(named.get(), forked.parted()));
    }
    candidates.removeAll(chosen);
    List<List<Migration>> upstreamSides =
        forked.heldSides().stream().filter(candidates::contains).toList();
    if (candidates.size() > 1 && upstreamSides.size() != 1) {
      throw unknownSide(forked, named.isPresent());
    }
    List<Migration> staying = candidates.size() == 1 ? candidates.get(0) : upstreamSides.get(0);
    List<List<Migration>> moving = new ArrayList<>(candidates);
    moving.remove(staying);
    moving.addAll(chosen);
    refuseSharedMigrations(forked, moving, named.isPresent());
    return new RebaseSides(staying, moving);
  }

  /** The first migration of another side. */
  private static String other(ForkedHistory forked, List<Migration> side) {
    return forked.fork().sides().stream()
        .filter(each -> !each.equals(side))
        .findFirst()
        .orElse(side)
        .get(0)
        .name();
  }

  private static boolean contains(List<Migration> side, String name) {
    return side.stream().anyMatch(migration -> migration.name().equals(name));
  }

  private static Refusal unknownSide(ForkedHistory forked, boolean named) {
    List<List<Migration>> sides = forked.fork().sides();
    String reason =
        forked.upstream().isEmpty()
            ? "It is unknown which side others have, because there is no upstream branch in a Git"
                + " repository."
            : "The upstream branch does not show which side stays.";
    String nextStep =
        named
            ? """
            Move the directories of one of the other sides out of the migrations, run the same \
            command, move them back, then run `mvn kizaki:rebase` again.\
            """
            : """
            Name a migration of the side that is to go on top: `mvn kizaki:rebase \
            -Dkizaki.rebase=%s`.\
            """
                .formatted(sides.get(sides.size() - 1).get(0).name());
    return new Refusal(
        RefusalCode.REBASE_SIDE_UNKNOWN,
        """
        %s
        %s%s
        %s\
        """
            .formatted(forked.parted(), forked.held(), reason, nextStep));
  }

  /**
   * Refuses to move migrations of an upstream branch. The user can allow it by naming the side,
   * except for the default branch, which others build on.
   */
  private static void refuseSharedMigrations(
      ForkedHistory forked, List<List<Migration>> moving, boolean named) {
    for (UpstreamBranch branch : forked.upstream()) {
      for (List<Migration> side : moving) {
        Optional<Migration> shared =
            side.stream().filter(migration -> branch.holds(migration.name())).findFirst();
        if (shared.isPresent() && (branch.isDefault() || !named)) {
          throw new Refusal(
              RefusalCode.REBASE_SHARED,
              """
              %s is on %s: others may have applied it, so it cannot go on top of another migration.
              %s
              Name a migration of another side that is to go on top: `mvn kizaki:rebase \
              -Dkizaki.rebase=%s`.\
              """
                  .formatted(
                      shared.get().name(), branch.name(), forked.parted(), other(forked, side)));
        }
      }
    }
  }
}
