package dev.kizaki.engine.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tree of migrations of several branches in one directory. Each snapshot contains the digest of
 * the migration before it, so the tree shows where the branches fork.
 */
public final class HistoryTree {
  /**
   * The point where branches fork.
   *
   * @param before the last migration that they share; absent if they share none
   * @param sides the migrations of each branch, in order; two branches or more, without forks
   */
  public record Fork(Optional<Migration> before, List<List<Migration>> sides) {
    public Fork {
      sides = sides.stream().map(List::copyOf).toList();
    }
  }

  private final List<Migration> roots = new ArrayList<>();

  /** By the digest of the migration before them. */
  private final Map<String, List<Migration>> followers = new LinkedHashMap<>();

  private final Map<String, Migration> byDigest = new HashMap<>();

  private HistoryTree() {}

  /**
   * @param migrations by number and name
   * @return absent if they do not form a tree: a digest occurs twice, a parent is missing, or a
   *     directory has the files of two migrations
   */
  public static Optional<HistoryTree> of(List<Migration> migrations) {
    HistoryTree tree = new HistoryTree();
    for (Migration migration : migrations) {
      tree.followers.put(migration.digest(), new ArrayList<>());
      if (!isConsistent(migration) || tree.byDigest.put(migration.digest(), migration) != null) {
        return Optional.empty();
      }
    }
    for (Migration migration : migrations) {
      Optional<String> parent = migration.snapshot().parent();
      if (parent.isEmpty()) {
        tree.roots.add(migration);
        continue;
      }
      List<Migration> siblings = tree.followers.get(parent.get());
      if (siblings == null) {
        return Optional.empty();
      }
      siblings.add(migration);
    }
    return Optional.of(tree);
  }

  /** Whether the two files belong together. The directory may have been renamed since. */
  private static boolean isConsistent(Migration migration) {
    Optional<String> plan = slug(migration.plan().migration());
    return plan.isPresent() && plan.equals(slug(migration.snapshot().migration()));
  }

  private static Optional<String> slug(String name) {
    return MigrationName.parse(name).map(MigrationName::slug);
  }

  /** A fork whose sides do not fork again, if there is one. */
  public Optional<Fork> fork() {
    for (Map.Entry<String, List<Migration>> each : followers.entrySet()) {
      if (isFork(each.getValue())) {
        return Optional.of(fork(Optional.of(byDigest.get(each.getKey())), each.getValue()));
      }
    }
    return isFork(roots) ? Optional.of(fork(Optional.empty(), roots)) : Optional.empty();
  }

  private boolean isFork(List<Migration> firsts) {
    return firsts.size() > 1 && firsts.stream().allMatch(each -> line(each).isPresent());
  }

  private Fork fork(Optional<Migration> before, List<Migration> firsts) {
    return new Fork(before, firsts.stream().map(each -> line(each).orElseThrow()).toList());
  }

  /** The migration and all that follow it; absent if they fork. */
  private Optional<List<Migration>> line(Migration first) {
    List<Migration> line = new ArrayList<>(List.of(first));
    List<Migration> next = followers.get(first.digest());
    while (next.size() == 1) {
      line.add(next.get(0));
      next = followers.get(next.get(0).digest());
    }
    return next.isEmpty() ? Optional.of(line) : Optional.empty();
  }
}
