package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.git.UpstreamBranch;
import dev.kizaki.engine.history.Migration;
import dev.kizaki.engine.project.ForkedHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which side of a fork stays, and which go on top of it, one after the other.
 *
 * @param moving at least one, in the order in which they are put on top
 */
public record RebaseSides(List<Migration> staying, List<List<Migration>> moving) {
  /**
   * @param named a migration of the side to move, if the user named one
   * @throws Refusal when it is not known which side stays, or others have what is to move
   */
  public static RebaseSides of(ForkedHistory forked, Optional<String> named) {
    List<List<Migration>> sides = forked.fork().sides();
    List<List<Migration>> candidates = new ArrayList<>(sides);
    List<List<Migration>> chosen =
        sides.stream().filter(side -> named.filter(name -> has(side, name)).isPresent()).toList();
    if (named.isPresent() && chosen.isEmpty()) {
      throw new Refusal(
          "rebase names " + named.get() + ", which is a migration of no side.\n" + forked.parted());
    }
    candidates.removeAll(chosen);
    List<List<Migration>> held = forked.heldSides().stream().filter(candidates::contains).toList();
    if (candidates.size() > 1 && held.size() != 1) {
      throw undecided(forked, named.isPresent());
    }
    List<Migration> staying = candidates.size() == 1 ? candidates.get(0) : held.get(0);
    List<List<Migration>> moving = new ArrayList<>(candidates);
    moving.remove(staying);
    moving.addAll(chosen);
    refuseShared(forked, moving, named.isPresent());
    return new RebaseSides(staying, moving);
  }

  private static boolean has(List<Migration> side, String name) {
    return side.stream().anyMatch(migration -> migration.name().equals(name));
  }

  private static Refusal undecided(ForkedHistory forked, boolean named) {
    return new Refusal(
        forked.parted()
            + "\n"
            + forked.held()
            + (forked.upstream().isEmpty()
                ? "Which side others have is not known: there is no Git repository with an upstream"
                    + " branch."
                : "So the upstream branch does not tell which side stays.")
            + (named
                ? "\nTake the sides apart and rebase them one after the other."
                : "\nName a migration of the side that is to go on top: `mvn kizaki:rebase"
                    + " -Dkizaki.rebase="
                    + forked.fork().sides().get(forked.fork().sides().size() - 1).get(0).name()
                    + "`."));
  }

  /** A branch of one's own may be rewritten if one says so; the one that all build on never. */
  private static void refuseShared(
      ForkedHistory forked, List<List<Migration>> moving, boolean named) {
    for (UpstreamBranch branch : forked.upstream()) {
      for (List<Migration> side : moving) {
        Optional<Migration> shared =
            side.stream().filter(migration -> branch.holds(migration.name())).findFirst();
        if (shared.isPresent() && (branch.isDefault() || !named)) {
          throw new Refusal(
              shared.get().name()
                  + " is on "
                  + branch.name()
                  + ": others may have applied it, so it cannot go on top of another migration.\n"
                  + forked.parted());
        }
      }
    }
  }
}
