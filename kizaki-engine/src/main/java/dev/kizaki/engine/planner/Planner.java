package dev.kizaki.engine.planner;

import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.review.DataLoss;
import dev.kizaki.engine.shape.KeptNames;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the plan that leads from one shape, the base, to another one, the target.
 *
 * <p>A plan is a list of lines. A line is a statement, such as {@link
 * dev.kizaki.engine.plan.AddField}, or a {@link Choice}: two sides with statements, of which the
 * user has to select one. Both sides lead to the same shape, but have different effects on rows.
 * The planner works in five steps:
 *
 * <ol>
 *   <li><b>Find the renames</b> ({@link Renames}). A comparison cannot distinguish a rename from a
 *       drop and an addition. A rename is certain if an answer states it, or if the old and the new
 *       name have the same name in the database. Any other pair that may be a rename becomes an
 *       open rename ({@link OpenRename}). All later steps start from the shape after the certain
 *       renames.
 *   <li><b>Find the statements</b> ({@link DifferenceStatements}, {@link RenameChoices}). The
 *       differences between the two shapes determine the statements: for example, a field that only
 *       the target has becomes an {@code AddField}. For each open rename the differences are
 *       computed twice, once with the rename and once without it. Statements that only one of the
 *       two results contains become one side of a choice; statements that both contain are lines of
 *       their own. Open renames that affect each other share one choice.
 *   <li><b>Find the dependencies</b> ({@link StatementOrder}). The lines are the nodes of a graph.
 *       An edge leads from a line to each line that must come after it, for example from the
 *       statement that adds an entity to the statement that adds a reference to it. A choice has
 *       the dependencies of all its statements.
 *   <li><b>Merge cyclic choices</b> ({@link ChoiceMerger}). A line that must come after one
 *       statement of a choice and before another one has no place in the order. Therefore a choice
 *       and the lines on a cycle with it become one choice. If there is such a cycle, the graph is
 *       built again.
 *   <li><b>Order the lines</b> ({@link StatementOrder}). The lines are sorted topologically. {@link
 *       StatementRank} breaks ties, so that the same change always gives the same plan.
 * </ol>
 *
 * <p>Each open line of the result has a {@link ChangeQuestion}. When the user answers, planning
 * starts again from the beginning with the answers, because an answer may raise new questions and
 * resolve others.
 */
public final class Planner {
  private final Shape base;
  private final Shape target;
  private final Answers answers;
  private final Renames renames;

  private Planner(Shape base, Shape target, Answers answers) {
    this.base = base;
    this.target = target;
    this.answers = answers;
    this.renames = Renames.between(base, target, answers);
  }

  /**
   * Plans the migration from {@code base} to {@code target}.
   *
   * @param rows statements over rows that the draft contains; they are kept, because no comparison
   *     finds them
   * @param isFirst whether this is the first migration of the history
   */
  public static PlannerResult plan(
      Shape base, Shape target, Answers answers, List<PlanStatement> rows, boolean isFirst) {
    Planner planner = new Planner(base, withSystemEntitiesOf(base, target), answers);
    List<PlanLine> lines = DataLoss.commented(planner.lines(rows));
    return new PlannerResult(lines, planner.named(), planner.target, Slug.ofChange(lines, isFirst));
  }

  /** The lines in order. Objects in SQL that are in the way are planned apart from the others. */
  private List<PlanLine> lines(List<PlanStatement> rows) {
    List<PlanLine> all = unorderedLines(rows);
    ObjectsAround around = around(all);
    List<PlanLine> questions = around.questions(answers);
    if (around.isEmpty()) {
      List<PlanLine> lines = withCallers(all, around);
      lines.addAll(questions);
      return StatementOrder.ordered(lines, renames.shape(), around, Set.copyOf(renames.certain()));
    }
    Planner others = new Planner(around.baseOfOthers(), around.targetOfOthers(), answers);
    List<PlanLine> lines = withCallers(others.unorderedLines(rows), around);
    lines.addAll(around.lines());
    lines.addAll(questions);
    return StatementOrder.ordered(
        lines,
        around.withDropped(others.renames.shape()),
        around,
        Set.copyOf(others.renames.certain()));
  }

  /** What objects that go need may have other objects in its way. */
  private ObjectsAround around(List<PlanLine> all) {
    ObjectsAround around = new ObjectsAround(base, target, renames, all);
    while (true) {
      ObjectsAround wider = new ObjectsAround(base, target, renames, withCallers(all, around));
      if (wider.droppedAndAdded().equals(around.droppedAndAdded())) {
        return wider;
      }
      around = wider;
    }
  }

  private List<PlanLine> withCallers(List<PlanLine> lines, ObjectsAround around) {
    Shape before = renames.shape();
    return new CallersOfObjects(before, KeptNames.filled(before, target))
        .with(lines, around.droppedAndAdded());
  }

  /** The target with the names that the first choices lead to. */
  private Shape named() {
    return KeptNames.filled(
        Renames.renamed(
            renames.shape(),
            renames.questions().stream().flatMap(OpenRename::withMembers).toList()),
        target);
  }

  /**
   * Returns the schema as the snapshot of a migration without renames: with the system entities of
   * the base, and with the names in the database that it leaves open.
   */
  public static Shape completed(Shape base, Shape schema) {
    return KeptNames.filled(base, withSystemEntitiesOf(base, schema));
  }

  /**
   * Returns the target with the system entities of the base added, because no statement drops a
   * system entity.
   */
  public static Shape withSystemEntitiesOf(Shape base, Shape target) {
    return Shape.of(
            Stream.concat(
                    target.systemEntities().stream(),
                    base.systemEntities().stream()
                        .filter(each -> target.systemEntity(each.name()).isEmpty()))
                .toList(),
            target.enums(),
            target.sequences(),
            target.entities())
        .withObjects(target.objects());
  }

  /**
   * Whether there is nothing to plan: base and target do not differ. System entities that only the
   * base has do not count, nor do names in the database that the target leaves open.
   */
  public static boolean agrees(Shape base, Shape target) {
    return ShapeDiffer.compare(base, completed(base, target)).isEmpty();
  }

  /**
   * Finds the statements (step 2). The certain renames come first, in order; the other lines are
   * not ordered yet.
   */
  private List<PlanLine> unorderedLines(List<PlanStatement> rows) {
    RenameChoices choices =
        new RenameChoices(renames.questions(), renames.shape(), target, answers);
    List<PlanLine> lines = new ArrayList<>();
    renames.certain().forEach(rename -> lines.add(PlanLine.of(rename)));
    lines.addAll(choices.lines());
    lines.addAll(choices.linesOfBothSides());
    rows.forEach(statement -> lines.add(PlanLine.of(statement)));
    return lines;
  }
}
