package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.KeptAnswers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.shape.SchemaElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements of a draft that no comparison would write, by their places in its plan: those over
 * rows, and those that go a way of their own, such as a swap of two names.
 *
 * @param places of those that apply
 * @param dropped of those that do not any more
 */
record ExplicitStatements(Draft draft, SortedSet<Integer> places, SortedSet<Integer> dropped) {
  /** What the planner would not write for the draft's own transition with the draft's answers. */
  static ExplicitStatements of(Draft draft, boolean isFirst) {
    Answers answers = new Answers(List.of(), KeptAnswers.of(draft.plan()));
    List<PlanStatement> compared =
        new ArrayList<>(
            statements(
                Planner.plan(draft.base(), draft.reached(), answers, List.of(), isFirst).lines()));
    SortedSet<Integer> places = new TreeSet<>();
    for (int i = 0; i < draft.plan().lines().size(); i++) {
      if (draft.plan().lines().get(i).item() instanceof PlanStatement statement
          && !compared.remove(statement)) {
        places.add(i);
      }
    }
    return new ExplicitStatements(draft, places, new TreeSet<>());
  }

  static List<PlanStatement> statements(List<PlanLine> lines) {
    return lines.stream()
        .map(PlanLine::item)
        .filter(PlanStatement.class::isInstance)
        .map(PlanStatement.class::cast)
        .toList();
  }

  static boolean isAboutRows(PlanItem item) {
    return item instanceof UpdateRows || item instanceof RunSql;
  }

  private PlanItem item(int place) {
    return draft.plan().lines().get(place).item();
  }

  /** All of them, in order. */
  List<PlanStatement> all() {
    return places.stream().map(place -> (PlanStatement) item(place)).toList();
  }

  List<PlanStatement> rows() {
    return all().stream().filter(ExplicitStatements::isAboutRows).toList();
  }

  /** Whether any moves the shape. */
  boolean moveTheShape() {
    return !all().stream().allMatch(ExplicitStatements::isAboutRows);
  }

  /** The rest, when these do not apply any more. */
  ExplicitStatements without(List<PlanStatement> statements) {
    SortedSet<Integer> rest = new TreeSet<>(places);
    SortedSet<Integer> gone = new TreeSet<>(dropped);
    for (PlanStatement statement : statements) {
      rest.stream().filter(place -> item(place).equals(statement)).findFirst().ifPresent(gone::add);
      rest.removeAll(gone);
    }
    return new ExplicitStatements(draft, rest, gone);
  }

  /**
   * The draft up to the last explicit statement, as it would be begun now: what a comparison still
   * asks for stays where it is, in the words of today; what it does not is left out.
   *
   * @param compared what a comparison asks for now
   */
  List<PlanLine> begin(List<PlanLine> compared) {
    List<PlanLine> wanted =
        new ArrayList<>(
            compared.stream().filter(line -> line.item() instanceof PlanStatement).toList());
    List<PlanItem> old = draft.plan().lines().stream().map(PlanLine::item).toList();
    List<PlanLine> begun = new ArrayList<>();
    for (int i = 0; i <= places.last(); i++) {
      if (places.contains(i)) {
        begun.add(PlanLine.of(old.get(i)));
      } else if (old.get(i) instanceof PlanStatement statement) {
        Optional<PlanLine> now =
            Stream.concat(
                    wanted.stream().filter(line -> line.item().equals(statement)),
                    wanted.stream()
                        .filter(line -> !old.contains(line.item()))
                        .filter(line -> topic(line).equals(statement.elementAfter())))
                .findFirst();
        now.ifPresent(begun::add);
        now.ifPresent(wanted::remove);
      }
    }
    return begun;
  }

  /** The draft up to the last explicit statement, but for its open blocks. */
  List<PlanLine> beginning() {
    return upTo(places.last() + 1);
  }

  /** The whole draft, but for its open blocks. */
  List<PlanLine> whole() {
    return upTo(draft.plan().lines().size());
  }

  private List<PlanLine> upTo(int end) {
    return IntStream.range(0, end)
        .filter(place -> !dropped.contains(place) && item(place) instanceof PlanStatement)
        .mapToObj(draft.plan().lines()::get)
        .toList();
  }

  private static SchemaElement topic(PlanLine line) {
    return ((PlanStatement) line.item()).elementAfter();
  }

  /**
   * Those that lost their object: what follows takes back what they did, and a comparison without
   * them would not touch it. Statements about one thing stay together.
   *
   * @param following the rest of a plan that begins with them
   * @param compared what a comparison asks for now
   */
  List<PlanStatement> undone(List<PlanLine> following, List<PlanLine> compared) {
    Set<SchemaElement> touched = topics(following);
    touched.removeAll(topics(compared));
    List<PlanStatement> undone = new ArrayList<>();
    for (Set<PlanStatement> group : groups()) {
      if (group.stream().anyMatch(each -> each.elements().stream().anyMatch(touched::contains))) {
        all().stream().filter(group::contains).forEach(undone::add);
      }
    }
    return undone;
  }

  private static Set<SchemaElement> topics(List<PlanLine> lines) {
    Set<SchemaElement> topics = new HashSet<>();
    lines.forEach(line -> topics.addAll(line.item().elements()));
    return topics;
  }

  private List<Set<PlanStatement>> groups() {
    List<Set<PlanStatement>> groups = new ArrayList<>();
    for (PlanStatement statement : all()) {
      if (!isAboutRows(statement)) {
        Set<PlanStatement> group = new HashSet<>(Set.of(statement));
        Set<SchemaElement> topics = statement.elements();
        groups.removeIf(
            other -> {
              boolean joined =
                  other.stream()
                      .anyMatch(each -> each.elements().stream().anyMatch(topics::contains));
              if (joined) {
                group.addAll(other);
              }
              return joined;
            });
        groups.add(group);
      }
    }
    return groups;
  }
}
