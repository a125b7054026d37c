package dev.kizaki.engine.planner;

import dev.kizaki.engine.graph.DisjointSets;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.NamedElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups the blocks that depend on each other. Two blocks do when their choices share a statement,
 * or when one has a statement about what the other renames. Both are looked up in an index, because
 * a large schema has many blocks.
 */
final class ChoiceGroups {
  /** What a block renames, or one of its statements affects. */
  private record Affected(int block, NamedElement element) {}

  /** A statement of a first or a second choice. */
  private record Held(boolean ifMade, PlanStatement statement) {}

  private final DisjointSets blocks;
  private final Map<NamedElement, List<Affected>> renamed = new HashMap<>();
  private final Map<Held, Integer> holders = new HashMap<>();
  private final List<Affected> affected = new ArrayList<>();

  /**
   * @param blocks how many there are; they are known by their places
   */
  ChoiceGroups(int blocks) {
    this.blocks = new DisjointSets(blocks);
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
        blocks.union(block, other);
      }
      statement.affected().forEach(element -> affected.add(new Affected(block, element)));
    }
  }

  /** The blocks in groups that depend on each other, each in the order of its first block. */
  List<List<Integer>> groups() {
    for (Affected statement : affected) {
      for (Affected rename : renamed.getOrDefault(statement.element.root(), List.of())) {
        if (rename.element.includes(statement.element)) {
          blocks.union(statement.block, rename.block);
        }
      }
    }
    return blocks.sets();
  }
}
