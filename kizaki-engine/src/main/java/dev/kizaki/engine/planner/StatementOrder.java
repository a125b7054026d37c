package dev.kizaki.engine.planner;

import static dev.kizaki.engine.planner.StatementDependencies.Fact.PRESENT;

import dev.kizaki.engine.graph.DirectedGraph;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Puts the lines of a plan in order. A line comes after the lines that it depends on, and a name is
 * freed before it is used again. Ties are broken by {@link StatementRank}, then by the order in
 * which the lines were found.
 *
 * <p>Entities that refer to each other and are dropped together form a cycle. In a cycle without a
 * choice, the line with the lowest rank comes first: replay and SQL both allow a drop to leave a
 * reference that a later drop removes.
 */
final class StatementOrder {
  private final List<PlanLine> lines;
  private final Set<PlanStatement> certain;
  private final DirectedGraph dependents;
  private final List<StatementRank> ranks = new ArrayList<>();

  /**
   * @param certain the renames with which the lines were found: what a line states about an element
   *     is about the one that has its name after them
   */
  StatementOrder(
      List<PlanLine> lines, ShapeView shape, ObjectsAround around, Set<PlanStatement> certain) {
    this.lines = lines;
    this.certain = certain;
    this.dependents = new DirectedGraph(lines.size());
    List<StatementDependencies> dependencies = new ArrayList<>();
    ObjectDependencies objects =
        new ObjectDependencies(lines.stream().map(PlanLine::item).toList(), shape, around);
    for (PlanLine line : lines) {
      dependencies.add(dependencies(line, shape, objects));
      ranks.add(rank(line.item()));
    }
    addEdges(
        dependents, dependencies, StatementDependencies::provides, StatementDependencies::requires);
    addEdges(
        dependents, dependencies, StatementDependencies::releases, StatementDependencies::removes);
    DirectedGraph names = new DirectedGraph(lines.size());
    addEdges(names, dependencies, StatementDependencies::frees, StatementDependencies::takes);
    addNameEdges(names);
  }

  /**
   * Adds the edges from a line that frees a name to those that take it, except between renames that
   * exchange names: there each frees a name that another one takes, the temporary name included.
   * These renames keep the order in which they were found, which {@link RenameSteps} decided.
   */
  private void addNameEdges(DirectedGraph names) {
    Map<Integer, Integer> exchangeOf = new HashMap<>();
    for (SortedSet<Integer> exchange : exchanges(names)) {
      exchange.forEach(place -> exchangeOf.put(place, exchange.first()));
      Iterator<Integer> next = exchange.iterator();
      for (int place = next.next(); next.hasNext(); ) {
        int following = next.next();
        dependents.addEdge(place, following);
        place = following;
      }
    }
    for (int place = 0; place < lines.size(); place++) {
      for (int taker : names.successors(place)) {
        if (concernsTheOneRenamedBy(taker, place)) {
          dependents.addEdge(taker, place);
        } else if (!exchangeOf.containsKey(place)
            || !exchangeOf.get(place).equals(exchangeOf.get(taker))) {
          dependents.addEdge(place, taker);
        }
      }
    }
  }

  /** Whether a line is about the element to which a certain rename gives its name. */
  private boolean concernsTheOneRenamedBy(int rename, int place) {
    PlanItem item = lines.get(place).item();
    return lines.get(rename).item() instanceof PlanStatement taking
        && certain.contains(taking)
        && ObjectDependencies.statements(item)
            .anyMatch(
                each -> !certain.contains(each) && each.element().equals(taking.elementAfter()));
  }

  private List<SortedSet<Integer>> exchanges(DirectedGraph names) {
    DirectedGraph renames = new DirectedGraph(lines.size());
    for (int place = 0; place < lines.size(); place++) {
      for (DirectedGraph graph : List.of(names, dependents)) {
        for (int following : graph.successors(place)) {
          if (isRename(place) && isRename(following)) {
            renames.addEdge(place, following);
          }
        }
      }
    }
    return renames.stronglyConnectedComponents().stream()
        .filter(component -> component.size() > 1)
        .toList();
  }

  private boolean isRename(int place) {
    PlanItem item = lines.get(place).item();
    return item instanceof RenameStatement
        || item instanceof RenameInDatabase
        || item instanceof RenameDependent;
  }

  /**
   * Returns the lines in order. A choice and the lines that have no place before or after it become
   * one choice.
   */
  static List<PlanLine> ordered(List<PlanLine> lines, Shape shape, Set<PlanStatement> certain) {
    return ordered(lines, shape, ObjectsAround.none(), certain);
  }

  /** The same with objects in SQL that are dropped and added around statements. */
  static List<PlanLine> ordered(
      List<PlanLine> lines, Shape shape, ObjectsAround around, Set<PlanStatement> certain) {
    StatementOrder order = new StatementOrder(lines, shape, around, certain);
    List<SortedSet<Integer>> cycles = order.cyclesOfChoices();
    return cycles.isEmpty()
        ? order.sorted()
        : new StatementOrder(
                ChoiceMerger.mergeCyclic(lines, cycles, shape, certain), shape, around, certain)
            .sorted();
  }

  /** Returns the statements in order. */
  static List<PlanStatement> statements(
      Collection<PlanStatement> statements, ShapeView shape, Set<PlanStatement> certain) {
    return new StatementOrder(
            statements.stream().map(PlanLine::of).toList(), shape, ObjectsAround.none(), certain)
        .sorted().stream().map(line -> (PlanStatement) line.item()).toList();
  }

  /**
   * Returns the cycles that contain a choice: choices that depend on each other, and lines that a
   * choice both depends on and must precede. Each cycle is a set of positions in the lines. Cycles
   * share no lines.
   */
  List<SortedSet<Integer>> cyclesOfChoices() {
    return dependents.stronglyConnectedComponents().stream()
        .filter(component -> component.size() > 1)
        .filter(
            component ->
                component.stream().anyMatch(place -> lines.get(place).item() instanceof Choice))
        .toList();
  }

  /**
   * The certain renames and what they wait for come before all other lines, which state the names
   * after them.
   */
  List<PlanLine> sorted() {
    Set<Integer> first = withEarlier(certainPlaces());
    Comparator<Integer> order =
        Comparator.<Integer, Boolean>comparing(place -> !first.contains(place))
            .thenComparing(ranks::get)
            .thenComparing(Comparator.naturalOrder());
    return dependents.topologicalOrder(order).stream().map(lines::get).toList();
  }

  private List<Integer> certainPlaces() {
    return IntStream.range(0, lines.size())
        .filter(
            place ->
                lines.get(place).item() instanceof PlanStatement statement
                    && certain.contains(statement))
        .boxed()
        .toList();
  }

  /** The places with all that must come before them. */
  private Set<Integer> withEarlier(List<Integer> places) {
    Map<Integer, List<Integer>> earlier = new HashMap<>();
    for (int place = 0; place < lines.size() && !places.isEmpty(); place++) {
      for (int later : dependents.successors(place)) {
        earlier.computeIfAbsent(later, any -> new ArrayList<>()).add(place);
      }
    }
    Set<Integer> found = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>(places);
    while (!open.isEmpty()) {
      int place = open.remove();
      if (found.add(place)) {
        open.addAll(earlier.getOrDefault(place, List.of()));
      }
    }
    return found;
  }

  /** The value that a question offers as an answer must exist where the question stands. */
  private static StatementDependencies dependencies(
      PlanLine line, ShapeView shape, ObjectDependencies objects) {
    StatementDependencies dependencies = dependencies(line.item(), shape, objects);
    line.question()
        .filter(RemovedValueQuestion.class::isInstance)
        .map(RemovedValueQuestion.class::cast)
        .ifPresent(
            question ->
                question
                    .replacement()
                    .map(value -> SchemaElement.value(question.enumName(), value))
                    .ifPresent(value -> dependencies.require(PRESENT, value)));
    return dependencies;
  }

  private static StatementDependencies dependencies(
      PlanItem item, ShapeView shape, ObjectDependencies objects) {
    if (item instanceof PlanStatement statement) {
      StatementDependencies dependencies = DependencyVisitor.of(statement, shape);
      objects.add(statement, dependencies);
      return dependencies;
    }
    StatementDependencies all = new StatementDependencies();
    Choice choice = (Choice) item;
    choice.either().forEach(each -> all.addAll(dependencies(each, shape, objects)));
    choice.or().forEach(each -> all.addAll(dependencies(each, shape, objects)));
    return all;
  }

  private static StatementRank rank(PlanItem item) {
    return item instanceof PlanStatement statement
        ? StatementRank.of(statement)
        : StatementRank.RENAMES;
  }

  /**
   * Adds an edge from each line to the lines that depend on it: {@code first} of the earlier line
   * and {@code second} of the later line have a common token.
   */
  private <T> void addEdges(
      DirectedGraph graph,
      List<StatementDependencies> dependencies,
      Function<StatementDependencies, Set<T>> first,
      Function<StatementDependencies, Set<T>> second) {
    Map<T, List<Integer>> earlier = new HashMap<>();
    for (int i = 0; i < dependencies.size(); i++) {
      for (T token : first.apply(dependencies.get(i))) {
        earlier.computeIfAbsent(token, any -> new ArrayList<>()).add(i);
      }
    }
    for (int i = 0; i < dependencies.size(); i++) {
      for (T token : second.apply(dependencies.get(i))) {
        for (int place : earlier.getOrDefault(token, List.of())) {
          graph.addEdge(place, i);
        }
      }
    }
  }
}
