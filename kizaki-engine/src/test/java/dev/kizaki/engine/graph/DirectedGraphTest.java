package dev.kizaki.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class DirectedGraphTest {
  private static DirectedGraph graph(int size, int[]... edges) {
    DirectedGraph graph = new DirectedGraph(size);
    for (int[] edge : edges) {
      graph.addEdge(edge[0], edge[1]);
    }
    return graph;
  }

  private static int[] edge(int from, int to) {
    return new int[] {from, to};
  }

  @Test
  void nodesWithoutEdgesAreOrderedByPriority() {
    assertThat(graph(4).topologicalOrder(Comparator.reverseOrder())).containsExactly(3, 2, 1, 0);
  }

  @Test
  void aNodeComesAfterItsPredecessorsWhateverItsPriority() {
    DirectedGraph graph = graph(4, edge(3, 0), edge(2, 1), edge(0, 1));
    assertThat(graph.topologicalOrder(Comparator.naturalOrder())).containsExactly(2, 3, 0, 1);
  }

  @Test
  void duplicateEdgesAndLoopsHaveNoEffect() {
    DirectedGraph graph = graph(2, edge(1, 0), edge(1, 0), edge(0, 0));
    assertThat(graph.topologicalOrder(Comparator.naturalOrder())).containsExactly(1, 0);
    assertThat(graph.stronglyConnectedComponents())
        .isEqualTo(List.of(new TreeSet<>(Set.of(0)), new TreeSet<>(Set.of(1))));
  }

  @Test
  void inACycleTheLeastNodeComesFirst() {
    DirectedGraph graph = graph(4, edge(1, 2), edge(2, 3), edge(3, 1), edge(3, 0));
    assertThat(graph.topologicalOrder(Comparator.naturalOrder())).containsExactly(0, 1, 2, 3);
    assertThat(graph.topologicalOrder(Comparator.reverseOrder())).containsExactly(3, 1, 2, 0);
  }

  @Test
  void componentsAreTheCycles() {
    DirectedGraph graph =
        graph(
            7, edge(0, 5), edge(5, 2), edge(2, 0), edge(2, 1), edge(3, 4), edge(4, 3), edge(4, 6));
    assertThat(graph.stronglyConnectedComponents())
        .isEqualTo(
            List.of(
                new TreeSet<>(Set.of(0, 2, 5)),
                new TreeSet<>(Set.of(1)),
                new TreeSet<>(Set.of(3, 4)),
                new TreeSet<>(Set.of(6))));
  }

  @Test
  void longPathsNeedNoDeepCallStack() {
    int size = 100_000;
    DirectedGraph graph = new DirectedGraph(size);
    for (int node = 1; node < size; node++) {
      graph.addEdge(node, node - 1);
    }
    assertThat(graph.stronglyConnectedComponents()).hasSize(size);
    graph.addEdge(0, size - 1);
    assertThat(graph.stronglyConnectedComponents()).hasSize(1);
  }

  /** Compares the results with the definitions, by brute force on random graphs. */
  @Test
  void randomGraphs() {
    Random random = new Random(20);
    for (int run = 0; run < 500; run++) {
      int size = 1 + random.nextInt(8);
      DirectedGraph graph = new DirectedGraph(size);
      boolean[][] reaches = new boolean[size][size];
      for (int edges = random.nextInt(2 * size); edges > 0; edges--) {
        int from = random.nextInt(size);
        int to = random.nextInt(size);
        graph.addEdge(from, to);
        reaches[from][to] = true;
      }
      close(reaches);
      List<Set<Integer>> components = new ArrayList<>();
      for (int node = 0; node < size; node++) {
        Set<Integer> component = new TreeSet<>(Set.of(node));
        for (int other = 0; other < size; other++) {
          if (reaches[node][other] && reaches[other][node]) {
            component.add(other);
          }
        }
        if (!components.contains(component)) {
          components.add(component);
        }
      }
      assertThat(graph.stronglyConnectedComponents()).isEqualTo(components);
      List<Integer> order = graph.topologicalOrder(Comparator.naturalOrder());
      assertThat(order).hasSize(size).doesNotHaveDuplicates();
      boolean hasCycle = components.size() < size;
      for (int from = 0; from < size && !hasCycle; from++) {
        for (int to = 0; to < size; to++) {
          if (from != to && reaches[from][to]) {
            assertThat(order.indexOf(from)).isLessThan(order.indexOf(to));
          }
        }
      }
    }
  }

  /** Computes the transitive closure. */
  private static void close(boolean[][] reaches) {
    for (int by = 0; by < reaches.length; by++) {
      for (int from = 0; from < reaches.length; from++) {
        for (int to = 0; to < reaches.length; to++) {
          reaches[from][to] |= reaches[from][by] && reaches[by][to];
        }
      }
    }
  }
}
