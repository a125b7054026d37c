package dev.kizaki.engine.planner;

import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * Finds the plan that leads from one shape to another.
 *
 * <ol>
 *   <li><b>Settle the renames</b> ({@link Renames}). A comparison cannot tell a rename from a drop
 *       and an addition. A rename is settled if an answer states it, or if both names are the same
 *       name in the database. Any other pair that may be a rename stays an open question ({@link
 *       OpenRename}). All that follows starts from the shape after the settled renames.
 *   <li><b>Plan both readings of each open rename</b> ({@link RenameChoices}). The differences
 *       between two shapes determine the statements ({@link DifferenceStatements}). They are
 *       determined once with the rename and once without it. What only one of the two plans has
 *       becomes one side of a choice; what both have stands outside of it. Open renames that affect
 *       each other share one choice.
 *   <li><b>Find the dependencies</b> ({@link StatementOrder}). The lines are the nodes of a graph.
 *       An edge leads from a line to each line that must come after it, for example from the
 *       statement that adds an entity to the one that adds a reference to it. A choice depends on
 *       whatever one of its statements depends on.
 *   <li><b>Merge cyclic choices</b> ({@link ChoiceMerger}). A line that must come after one
 *       statement of a choice and before another one has no place in the order. Therefore a choice
 *       and the lines on a cycle with it become one choice. If there is such a cycle, the graph is
 *       built again.
 *   <li><b>Order</b>. The lines are sorted topologically; {@link StatementRank} breaks ties, so
 *       that the same change always leads to the same plan.
 * </ol>
 *
 * <p>The result has a {@link ChangeQuestion} at each line that is open. Given the answers, planning
 * starts again from the beginning, because an answer may raise questions and settle others.
 */
public final class Planner {
  private final Shape target;
  private final Answers answers;
  private final Renames renames;

  /** The fields of the shape before that other fields refer to. */
  private final Set<String> referencedFields = new HashSet<>();

  private Planner(Shape base, Shape target, Answers answers) {
    this.target = target;
    this.answers = answers;
    this.renames = new Renames(base, target, answers);
    renames
        .shape()
        .fieldsWhere(field -> field.reference().isPresent())
        .forEach(each -> referencedFields.add(each.field().type().text()));
  }

  /**
   * The plan that leads from base to target.
   *
   * @param rows statements over rows that a draft held; they are kept
   * @param isFirst whether the plan is the first of its history
   */
  public static PlannerResult plan(
      Shape base, Shape target, Answers answers, List<PlanStatement> rows, boolean isFirst) {
    Planner planner = new Planner(base, withSystemEntitiesOf(base, target), answers);
    List<PlanLine> lines = planner.ordered(planner.lines(rows));
    return new PlannerResult(lines, planner.target, Slug.ofChange(lines, isFirst));
  }

  /** The target with the base's system entities: nothing ever drops one. */
  public static Shape withSystemEntitiesOf(Shape base, Shape target) {
    return Shape.of(
        Stream.concat(
                target.systemEntities().stream(),
                base.systemEntities().stream()
                    .filter(each -> target.systemEntity(each.name()).isEmpty()))
            .toList(),
        target.enums(),
        target.entities());
  }

  /** Whether there is nothing to plan: the base holds what the target declares, and no more. */
  public static boolean agrees(Shape base, Shape target) {
    return ShapeDiffer.compare(base, withSystemEntitiesOf(base, target)).isEmpty();
  }

  /** The lines in no order yet, but for the settled renames, which come first. */
  private List<PlanLine> lines(List<PlanStatement> rows) {
    RenameChoices choices =
        new RenameChoices(renames.questions(), renames.shape(), target, answers);
    List<PlanLine> lines = new ArrayList<>();
    renames.settled().forEach(rename -> lines.add(PlanLine.of(rename)));
    choices.lines(this::orderedStatements).stream()
        .map(this::withFieldDropsFirst)
        .forEach(lines::add);
    lines.addAll(choices.outside());
    rows.forEach(statement -> lines.add(PlanLine.of(statement)));
    return lines;
  }

  private List<PlanLine> ordered(List<PlanLine> lines) {
    StatementOrder order = new StatementOrder(lines, renames.shape());
    List<SortedSet<Integer>> cycles = order.cyclesOfChoices();
    return cycles.isEmpty()
        ? order.sorted()
        : new StatementOrder(
                ChoiceMerger.mergeCyclic(lines, cycles, renames.shape()), renames.shape())
            .sorted();
  }

  private List<PlanStatement> orderedStatements(Collection<PlanLine> lines) {
    return StatementOrder.statements(
        lines.stream().map(line -> (PlanStatement) line.item()).toList(), renames.shape());
  }

  /**
   * The second side of a choice about a field, in the order in which a person thinks of it: first
   * the old field is dropped, then the new one is added. The order is left alone where another
   * statement or field depends on the old field.
   */
  private PlanLine withFieldDropsFirst(PlanLine line) {
    Choice choice = (Choice) line.item();
    List<PlanStatement> drops = new ArrayList<>();
    for (PlanStatement statement : choice.either()) {
      if (statement instanceof RenameField rename && !hasDependents(rename, choice)) {
        drops.add(new DropField(rename.entity(), rename.from()));
      }
    }
    drops.retainAll(choice.or());
    List<PlanStatement> or = new ArrayList<>(drops);
    choice.or().stream().filter(each -> !drops.contains(each)).forEach(or::add);
    return line.withItem(new Choice(choice.either(), or));
  }

  private boolean hasDependents(RenameField rename, Choice choice) {
    return choice.or().contains(new DropKey(rename.entity()))
        || referencedFields.contains(rename.entity() + "." + rename.from());
  }
}
