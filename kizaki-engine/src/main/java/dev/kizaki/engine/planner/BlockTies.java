package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds which blocks depend on each other: two whose choices share a statement, and one whose
 * statements are about what another renames. By indexes, for a large schema has many blocks.
 */
final class BlockTies {
  /** An entity or enum by its name. */
  private record Owner(Kind kind, String name) {
    static Owner of(Touched touched) {
      return new Owner(touched.kind(), touched.owner());
    }
  }

  /** What a block renames, or one of its statements is about. */
  private record About(int block, Touched touched) {}

  /** A statement of a first or a second choice. */
  private record Held(boolean ifMade, PlanStatement statement) {}

  private final int[] leaders;
  private final Map<Owner, List<About>> renamed = new HashMap<>();
  private final Map<Held, Integer> holders = new HashMap<>();
  private final List<About> touched = new ArrayList<>();

  /**
   * @param blocks how many there are; they are known by their places
   */
  BlockTies(int blocks) {
    leaders = IntStream.range(0, blocks).toArray();
  }

  void renames(int block, Touched what) {
    renamed.computeIfAbsent(Owner.of(what), key -> new ArrayList<>()).add(new About(block, what));
  }

  void holds(int block, boolean ifMade, Collection<PlanStatement> statements) {
    for (PlanStatement statement : statements) {
      Integer other = holders.putIfAbsent(new Held(ifMade, statement), block);
      if (other != null) {
        tie(block, other);
      }
      touched.add(new About(block, Touched.of(statement)));
    }
  }

  /** The blocks in groups that depend on each other, each in the order of its first block. */
  List<List<Integer>> groups() {
    for (About statement : touched) {
      for (About rename : renamed.getOrDefault(Owner.of(statement.touched), List.of())) {
        if (rename.touched.isMetBy(statement.touched)) {
          tie(statement.block, rename.block);
        }
      }
    }
    Map<Integer, List<Integer>> groups = new TreeMap<>();
    for (int block = 0; block < leaders.length; block++) {
      groups.computeIfAbsent(leader(block), key -> new ArrayList<>()).add(block);
    }
    return List.copyOf(groups.values());
  }

  private void tie(int one, int other) {
    int first = Math.min(leader(one), leader(other));
    leaders[leader(one)] = first;
    leaders[leader(other)] = first;
  }

  private int leader(int block) {
    int leader = block;
    while (leaders[leader] != leader) {
      leader = leaders[leader];
    }
    leaders[block] = leader;
    return leader;
  }
}
