package dev.kizaki.engine.draft;

import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RowStatement;
import dev.kizaki.engine.planner.Answer;
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
 * The statements of a draft that a person wrote: those that the planner does not write when it
 * plans the draft's own transition. They are statements over rows, or a way to the schema that no
 * comparison finds, such as a swap of two names. A swap that the planner wrote for an answer counts
 * too, because only the draft states it.
 *
 * @param places the places in the draft of those that may still apply
 * @param dropped the places of those that do not apply any more
 */
record HandWrittenStatements(Draft draft, SortedSet<Integer> places, SortedSet<Integer> dropped) {
  /** The statements that the planner does not write from the draft's base, with its answers. */
  static HandWrittenStatements of(Draft draft, boolean isFirst) {
    Answers answers = Answers.stated(KeptAnswers.of(draft.plan()));
    List<PlanStatement> compared =
        new ArrayList<>(
            statements(
                Planner.plan(draft.base(), draft.reached(), answers, List.of(), isFirst).lines()));
    List<PlanItem> items = draft.plan().lines().stream().map(PlanLine::item).toList();
    Set<PlanStatement> passOnNames = new HashSet<>();
    RenameChain.of(items).stream()
        .filter(chain -> chain.passesNamesOn(items))
        .forEach(chain -> passOnNames.addAll(chain.statements()));
    SortedSet<Integer> places = new TreeSet<>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof PlanStatement statement
          && (!compared.remove(statement) || passOnNames.contains(statement))) {
        places.add(i);
      }
    }
    return new HandWrittenStatements(draft, places, new TreeSet<>());
  }

  static List<PlanStatement> statements(List<PlanLine> lines) {
    return lines.stream()
        .map(PlanLine::item)
        .filter(PlanStatement.class::isInstance)
        .map(PlanStatement.class::cast)
        .toList();
  }

  static boolean isAboutRows(PlanItem item) {
    return item instanceof RowStatement;
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  private PlanItem item(int place) {
    return draft.plan().lines().get(place).item();
  }

  /** All that may still apply, in the order of the draft. */
  List<PlanStatement> all() {
    return places.stream().map(place -> (PlanStatement) item(place)).toList();
  }

  /** Those that change rows and not the shape. */
  List<PlanStatement> overRows() {
    return all().stream().filter(HandWrittenStatements::isAboutRows).toList();
  }

  List<PlanStatement> changingTheShape() {
    return all().stream().filter(statement -> !isAboutRows(statement)).toList();
  }

  boolean changeTheShape() {
    return !changingTheShape().isEmpty();
  }

  /** The renames that these answers contradict, and those that depend on them. */
  List<PlanStatement> contradictedBy(List<Answer> answers) {
    return RenameChain.of(all()).stream()
        .filter(chain -> chain.contradicts(answers))
        .flatMap(chain -> chain.statements().stream().map(PlanStatement.class::cast))
        .toList();
  }

  /** The others, after these turned out not to apply any more. */
  HandWrittenStatements without(List<PlanStatement> statements) {
    SortedSet<Integer> rest = new TreeSet<>(places);
    SortedSet<Integer> gone = new TreeSet<>(dropped);
    for (PlanStatement statement : statements) {
      rest.stream().filter(place -> item(place).equals(statement)).findFirst().ifPresent(gone::add);
      rest.removeAll(gone);
    }
    return new HandWrittenStatements(draft, rest, gone);
  }

  /**
   * The draft up to its last hand-written statement, adapted to the schema. A planned statement is
   * replaced by the one that the schema needs now for the same element, or left out if the schema
   * needs none.
   *
   * @param compared the lines of the compared plan
   */
  List<PlanLine> adaptedStart(List<PlanLine> compared) {
    List<PlanLine> wanted =
        new ArrayList<>(
            compared.stream().filter(line -> line.item() instanceof PlanStatement).toList());
    List<PlanItem> old = draft.plan().lines().stream().map(PlanLine::item).toList();
    List<PlanLine> start = new ArrayList<>();
    for (int i = 0; i <= places.last(); i++) {
      if (places.contains(i)) {
        start.add(PlanLine.of(old.get(i)));
      } else if (old.get(i) instanceof PlanStatement statement) {
        Optional<PlanLine> now =
            Stream.concat(
                    wanted.stream().filter(line -> line.item().equals(statement)),
                    wanted.stream()
                        .filter(line -> !old.contains(line.item()))
                        .filter(line -> topic(line).equals(statement.elementAfter())))
                .findFirst();
        now.ifPresent(start::add);
        now.ifPresent(wanted::remove);
      }
    }
    return start;
  }

  /** The draft up to its last hand-written statement, without its open blocks. */
  List<PlanLine> unchangedStart() {
    return upTo(places.last() + 1);
  }

  /** The whole draft, without its open blocks. */
  List<PlanLine> wholeDraft() {
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

  /** The lines of the draft that the planner wrote. */
  List<PlanLine> plannedLines() {
    return IntStream.range(0, draft.plan().lines().size())
        .filter(place -> !places.contains(place) && !dropped.contains(place))
        .mapToObj(draft.plan().lines()::get)
        .toList();
  }
}
