package dev.kizaki.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DisjointSetsTest {
  @Test
  void atFirstEachNodeIsASet() {
    assertThat(new DisjointSets(3).sets()).containsExactly(List.of(0), List.of(1), List.of(2));
  }

  @Test
  void setsAreOrderedByTheirFirstNode() {
    DisjointSets sets = new DisjointSets(6);
    sets.union(5, 1);
    sets.union(4, 2);
    sets.union(4, 5);
    sets.union(1, 2);
    assertThat(sets.sets()).containsExactly(List.of(0), List.of(1, 2, 4, 5), List.of(3));
  }

  @Test
  void manyNodesInOneSet() {
    int size = 50_000;
    DisjointSets sets = new DisjointSets(size);
    for (int node = size - 1; node > 0; node--) {
      sets.union(node, node - 1);
    }
    assertThat(sets.sets()).hasSize(1);
  }
}
