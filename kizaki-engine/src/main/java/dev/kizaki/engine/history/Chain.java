package dev.kizaki.engine.history;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.shape.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the migrations are the ones that were planned, in the order they were planned in: each
 * snapshot names the digest of the migration before it. No database is needed to see an edit, an
 * insertion, a deletion or a change of order before the newest migration.
 */
public final class Chain {
  /** Whether a plan leads from one shape to the next; what guards the newest migration too. */
  @FunctionalInterface
  public interface Proof {
    /**
     * @param before the shape that the migration starts from
     * @throws Refusal when the plan does not lead from it to the migration's own snapshot
     */
    void check(Shape before, Migration migration);
  }

  private final List<Migration> migrations;
  private final Map<String, Integer> positions = new HashMap<>();

  private Chain(List<Migration> migrations) {
    this.migrations = List.copyOf(migrations);
    for (int i = 0; i < this.migrations.size(); i++) {
      positions.putIfAbsent(this.migrations.get(i).digest(), i);
    }
  }

  /**
   * Checks the links and, after each link, the migration itself: an edited plan is reported where
   * it was edited, before the next migration's link shows that something was.
   *
   * @param migrations all of them, in order
   * @throws Refusal for the first that is not what it was
   */
  public static void check(List<Migration> migrations, Proof proof) {
    Chain chain = new Chain(migrations);
    Shape before = Shape.empty();
    for (int i = 0; i < chain.migrations.size(); i++) {
      Migration migration = chain.migrations.get(i);
      chain.checkLink(i);
      proof.check(before, migration);
      before = migration.snapshot().shape();
    }
  }

  private void checkLink(int at) {
    Optional<String> stated = migrations.get(at).snapshot().parent();
    Optional<String> expected =
        at == 0 ? Optional.empty() : Optional.of(migrations.get(at - 1).digest());
    if (!stated.equals(expected)) {
      throw new Refusal(broken(at, stated));
    }
  }

  private String broken(int at, Optional<String> stated) {
    Migration migration = migrations.get(at);
    String place = migration.files().snapshot().name() + ": " + migration.name();
    if (stated.isEmpty()) {
      return place
          + " was planned as the first migration of a history, and stands after "
          + migrations.get(at - 1).name()
          + ".\nIt was copied or moved here: delete its directory and run `mvn kizaki:plan`.";
    }
    Integer parent = positions.get(stated.get());
    if (parent != null) {
      return place
          + " was planned after "
          + migrations.get(parent).name()
          + ", and stands "
          + (parent < at
              ? notNext(at)
              : "before it.\nGive the directories their old numbers back.");
    }
    return at == 0
        ? place
            + " was planned after a migration that is not here, and stands first.\n"
            + "Restore the deleted migrations and the old numbers: `git log --stat` shows the"
            + " commit that changed them."
        : place + edited(migrations.get(at - 1), stated.get());
  }

  private String notNext(int at) {
    String between = migrations.get(at - 1).name();
    return "after "
        + between
        + ".\nIf "
        + between
        + " was inserted or came with a merge, delete the directory of the one that no database has"
        + " applied and run `mvn kizaki:plan`; if directories were renumbered, give them their old"
        + " numbers back.";
  }

  private static String edited(Migration before, String stated) {
    return " was planned after a migration with the digest "
        + shortened(stated)
        + ", and "
        + before.name()
        + " before it has "
        + shortened(before.digest())
        + ".\n"
        + before.files().plan().name()
        + " or "
        + before.files().snapshot().name()
        + " was edited since, or a migration between the two was deleted or replaced."
        + " `git log --stat` shows where: restore what was there, and put the change into a new"
        + " migration with `mvn kizaki:plan`.";
  }

  private static String shortened(String digest) {
    return digest.substring(0, 12) + "…";
  }
}
