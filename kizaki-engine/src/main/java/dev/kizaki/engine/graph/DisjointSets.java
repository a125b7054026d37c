package dev.kizaki.engine.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The nodes {@code 0} to {@code size - 1} in disjoint sets (union-find). At first each node is a
 * set by itself.
 */
public final class DisjointSets {
  /** The parent of each node; the root of a set, its first node, is its own parent. */
  private final int[] parents;

  /**
   * @param size the number of nodes
   */
  public DisjointSets(int size) {
    parents = IntStream.range(0, size).toArray();
  }

  /** Merges the sets of two nodes. */
  public void union(int one, int other) {
    int first = root(one);
    int second = root(other);
    parents[Math.max(first, second)] = Math.min(first, second);
  }

  /** Returns the sets, ordered by their first node; the nodes of each are in ascending order. */
  public List<List<Integer>> sets() {
    Map<Integer, List<Integer>> sets = new TreeMap<>();
    for (int node = 0; node < parents.length; node++) {
      sets.computeIfAbsent(root(node), root -> new ArrayList<>()).add(node);
    }
    return List.copyOf(sets.values());
  }

  private int root(int node) {
    int root = node;
    while (parents[root] != root) {
      root = parents[root];
    }
    // Path compression: later searches from the visited nodes need one step.
    int visited = node;
    while (parents[visited] != root) {
      int next = parents[visited];
      parents[visited] = root;
      visited = next;
    }
    return root;
  }
}
