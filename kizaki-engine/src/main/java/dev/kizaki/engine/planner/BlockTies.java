package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.NamedElement;
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
  /** What a block renames, or one of its statements affects. */
  private record Affected(int block, NamedElement element) {}

  /** A statement of a first or a second choice. */
  private record Held(boolean ifMade, PlanStatement statement) {}

  private final int[] leaders;
  private final Map<NamedElement, List<Affected>> renamed = new HashMap<>();
  private final Map<Held, Integer> holders = new HashMap<>();
  private final List<Affected> affected = new ArrayList<>();

  /**
   * @param blocks how many there are; they are known by their places
   */
  BlockTies(int blocks) {
    leaders = IntStream.range(0, blocks).toArray();
  }

  /**
   * @param element by its name after the rename
   */
  void renames(int block, NamedElement element) {
    renamed
        .computeIfAbsent(element.root(), key -> new ArrayList<>())
        .add(new Affected(block, element));
  }

  void holds(int block, boolean ifMade, Collection<PlanStatement> statements) {
    for (PlanStatement statement : statements) {
      Integer other = holders.putIfAbsent(new Held(ifMade, statement), block);
      if (other != null) {
        tie(block, other);
      }
      statement.affected().forEach(element -> affected.add(new Affected(block, element)));
    }
  }

  /** The blocks in groups that depend on each other, each in the order of its first block. */
  List<List<Integer>> groups() {
    for (Affected statement : affected) {
      for (Affected rename : renamed.getOrDefault(statement.element.root(), List.of())) {
        if (rename.element.includes(statement.element)) {
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
