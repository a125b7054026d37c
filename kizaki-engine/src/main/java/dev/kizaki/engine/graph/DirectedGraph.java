package dev.kizaki.engine.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A directed graph over the nodes {@code 0} to {@code size - 1}. */
public final class DirectedGraph {
  private final List<Set<Integer>> successors = new ArrayList<>();
  private final List<Set<Integer>> predecessors = new ArrayList<>();

  /**
   * @param size the number of nodes; there are no edges yet
   */
  public DirectedGraph(int size) {
    for (int node = 0; node < size; node++) {
      successors.add(new LinkedHashSet<>());
      predecessors.add(new LinkedHashSet<>());
    }
  }

  /** Adds an edge. A duplicate edge, or an edge from a node to itself, has no effect. */
  public void addEdge(int from, int to) {
    if (from != to) {
      successors.get(from).add(to);
      predecessors.get(to).add(from);
    }
  }

  /** The nodes to which an edge leads from this node. */
  public Set<Integer> successors(int node) {
    return Collections.unmodifiableSet(successors.get(node));
  }

  /**
   * Returns the nodes in an order in which each comes after its predecessors. Among the nodes whose
   * predecessors are all placed, the least one is next.
   *
   * <p>A cycle has no such order. If each remaining node has a predecessor that is not placed, the
   * least remaining node is next.
   *
   * @param priority a total order that compares no two nodes as equal
   */
  public List<Integer> topologicalOrder(Comparator<Integer> priority) {
    int[] missing = predecessors.stream().mapToInt(Set::size).toArray();
    TreeSet<Integer> ready = new TreeSet<>(priority);
    TreeSet<Integer> waiting = new TreeSet<>(priority);
    for (int node = 0; node < missing.length; node++) {
      (missing[node] == 0 ? ready : waiting).add(node);
    }
    List<Integer> order = new ArrayList<>();
    while (order.size() < missing.length) {
      int next = (ready.isEmpty() ? waiting : ready).pollFirst();
      order.add(next);
      for (int successor : successors.get(next)) {
        missing[successor]--;
        if (missing[successor] == 0 && waiting.remove(successor)) {
          ready.add(successor);
        }
      }
    }
    return order;
  }

  /**
   * Returns the strongly connected components: two nodes are in the same component if there is a
   * path from each to the other. A node that is on no cycle is a component by itself. The
   * components are ordered by their first node.
   */
  public List<SortedSet<Integer>> stronglyConnectedComponents() {
    // Kosaraju's algorithm: the second search starts at the node that the first search finished
    // last, and follows the edges backwards.
    List<Integer> finished = finishOrder();
    Collections.reverse(finished);
    boolean[] seen = new boolean[successors.size()];
    List<SortedSet<Integer>> components = new ArrayList<>();
    for (int root : finished) {
      if (!seen[root]) {
        components.add(reachable(root, seen));
      }
    }
    components.sort(Comparator.comparing(SortedSet::first));
    return components;
  }

  /** Returns the nodes in the order in which a depth-first search finishes them. */
  private List<Integer> finishOrder() {
    List<Integer> finished = new ArrayList<>();
    boolean[] seen = new boolean[successors.size()];
    for (int root = 0; root < seen.length; root++) {
      if (!seen[root]) {
        finish(root, seen, finished);
      }
    }
    return finished;
  }

  /** Searches with an explicit stack, because a path may be longer than the call stack allows. */
  private void finish(int root, boolean[] seen, List<Integer> finished) {
    record Visit(int node, Iterator<Integer> next) {}

    Deque<Visit> path = new ArrayDeque<>();
    seen[root] = true;
    path.push(new Visit(root, successors.get(root).iterator()));
    while (!path.isEmpty()) {
      Visit visit = path.peek();
      if (visit.next.hasNext()) {
        int next = visit.next.next();
        if (!seen[next]) {
          seen[next] = true;
          path.push(new Visit(next, successors.get(next).iterator()));
        }
      } else {
        finished.add(path.pop().node);
      }
    }
  }

  private SortedSet<Integer> reachable(int root, boolean[] seen) {
    SortedSet<Integer> found = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(root));
    seen[root] = true;
    while (!open.isEmpty()) {
      int node = open.pop();
      found.add(node);
      for (int predecessor : predecessors.get(node)) {
        if (!seen[predecessor]) {
          seen[predecessor] = true;
          open.push(predecessor);
        }
      }
    }
    return found;
  }
}
