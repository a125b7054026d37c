package dev.kizaki.engine.history;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.shape.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Checks that the migrations are those that were planned, in the order in which they were planned.
 * Each snapshot contains the digest of the migration before it. Therefore an edit, an insertion, a
 * deletion or a change of order before the newest migration is found without a database.
 */
public final class Chain {
  /**
   * Checks that a plan leads from one shape to the next. Unlike the digests, this check covers the
   * newest migration too.
   */
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
   * Checks each digest and then the migration itself. In this order an edited plan is reported by
   * its own check, with the place of the edit, and not by the digest in the next snapshot.
   *
   * @param migrations all migrations, in order
   * @throws Refusal for the first migration that was changed or moved
   */
  public static void check(List<Migration> migrations, Proof proof) {
    Chain chain = new Chain(migrations);
    int linked = 0;
    while (linked < migrations.size() && chain.isLinked(linked)) {
      linked++;
    }
    List<Integer> proven = IntStream.range(0, linked).boxed().toList();
    EachMigration.failures(proven, at -> proof.check(chain.before(at), migrations.get(at))).stream()
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            failure -> {
              throw failure;
            });
    if (linked < migrations.size()) {
      throw new Refusal(RefusalCode.CHAIN_BROKEN, chain.broken(linked));
    }
  }

  private Shape before(int at) {
    return at == 0 ? Shape.empty() : migrations.get(at - 1).snapshot().shape();
  }

  private boolean isLinked(int at) {
    Optional<String> expected =
        at == 0 ? Optional.empty() : Optional.of(migrations.get(at - 1).digest());
    return migrations.get(at).snapshot().parent().equals(expected);
  }

  private String broken(int at) {
    Migration migration = migrations.get(at);
    Optional<String> stated = migration.snapshot().parent();
    String place = migration.snapshotFile() + ": " + migration.name();
    if (stated.isEmpty()) {
      return """
      %s was planned as the first migration of a history, but it comes after %s.
      It was copied or moved here: delete its directory and run `mvn kizaki:plan`.\
      """
          .formatted(place, migrations.get(at - 1).name());
    }
    Integer parent = positions.get(stated.get());
    if (parent != null) {
      String planned = migrations.get(parent).name();
      return parent < at ? notNext(place, planned, at) : beforeParent(place, planned);
    }
    return at == 0
        ? withoutParent(place)
        : edited(place, migration.name(), migrations.get(at - 1), stated.get());
  }

  private static String beforeParent(String place, String planned) {
    return """
    %s was planned after %s, but it comes before it.
    Restore the old numbers of the directories.\
    """
        .formatted(place, planned);
  }

  private static String withoutParent(String place) {
    return """
    %s was planned after a migration that does not exist here, but it is the first.
    Restore the deleted migrations and the old numbers: `git status` shows changes that are not \
    committed, `git log --stat` the commit of those that are.\
    """
        .formatted(place);
  }

  private String notNext(String place, String planned, int at) {
    return """
    %1$s was planned after %2$s, but it comes after %3$s.
    If %3$s was inserted or came with a merge, delete the directory of the migration that no \
    database has applied, and run `mvn kizaki:plan`. If directories were renumbered, restore \
    their old numbers.\
    """
        .formatted(place, planned, migrations.get(at - 1).name());
  }

  private static String edited(String place, String migration, Migration before, String stated) {
    return """
    %s was planned after a migration with the digest %s, but %s before it has the digest %s.
    %s or %s was edited since, or a migration between the two was deleted or replaced. \
    `git status` shows a change that is not committed, `git log --stat` the commit of one that \
    is. Restore the old files, and plan the change as a new migration with `mvn kizaki:plan`. If \
    the older migrations are right as they are, and no database has applied %s, run `mvn \
    kizaki:rebase -Dkizaki.rebase=%s`, which puts it after them.\
    """
        .formatted(
            place,
            shortened(stated),
            before.name(),
            shortened(before.digest()),
            before.planFile(),
            before.snapshotFile(),
            migration,
            migration);
  }

  private static String shortened(String digest) {
    return digest.substring(0, 12) + "…";
  }
}
