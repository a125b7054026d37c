package dev.kizaki.engine.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was planned after what: each snapshot names the migration before it by its digest, so that
 * migrations of several branches in one directory show where the branches parted.
 */
public final class HistoryTree {
  /**
   * Where branches part.
   *
   * @param before the last migration that they share; absent where they share none
   * @param sides the migrations of each branch, in order; two branches or more, each a line
   */
  public record Fork(Optional<Migration> before, List<List<Migration>> sides) {
    public Fork {
      sides = sides.stream().map(List::copyOf).toList();
    }
  }

  private final List<Migration> roots = new ArrayList<>();

  /** By the digest of the migration before. */
  private final Map<String, List<Migration>> children = new LinkedHashMap<>();

  private final Map<String, Migration> byDigest = new HashMap<>();

  private HistoryTree() {}

  /**
   * @param migrations by number and name
   * @return absent where they are no tree: one is there twice, follows what is not there, or holds
   *     another one's files
   */
  public static Optional<HistoryTree> of(List<Migration> migrations) {
    HistoryTree tree = new HistoryTree();
    for (Migration migration : migrations) {
      tree.children.put(migration.digest(), new ArrayList<>());
      if (!isItsOwn(migration) || tree.byDigest.put(migration.digest(), migration) != null) {
        return Optional.empty();
      }
    }
    for (Migration migration : migrations) {
      Optional<String> parent = migration.snapshot().parent();
      if (parent.isEmpty()) {
        tree.roots.add(migration);
        continue;
      }
      List<Migration> followers = tree.children.get(parent.get());
      if (followers == null) {
        return Optional.empty();
      }
      followers.add(migration);
    }
    return Optional.of(tree);
  }

  /** Whether the files say that they belong here; a number may have changed since. */
  private static boolean isItsOwn(Migration migration) {
    String slug = migration.files().name().slug();
    return slug(migration.plan().migration()).filter(slug::equals).isPresent()
        && slug(migration.snapshot().migration()).filter(slug::equals).isPresent();
  }

  private static Optional<String> slug(String name) {
    return MigrationName.parse(name).map(MigrationName::slug);
  }

  /** A fork whose sides do not fork again, if there is any. */
  public Optional<Fork> fork() {
    for (Map.Entry<String, List<Migration>> each : children.entrySet()) {
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

  /** The migration and all that follow, if it is one line. */
  private Optional<List<Migration>> line(Migration first) {
    List<Migration> line = new ArrayList<>(List.of(first));
    List<Migration> next = children.get(first.digest());
    while (next.size() == 1) {
      line.add(next.get(0));
      next = children.get(next.get(0).digest());
    }
    return next.isEmpty() ? Optional.of(line) : Optional.empty();
  }
}
