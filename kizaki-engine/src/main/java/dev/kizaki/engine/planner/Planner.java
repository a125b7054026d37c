package dev.kizaki.engine.planner;

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
import java.util.stream.Stream;

/**
 * Finds the plan between two shapes.
 *
 * <p>First it settles what was renamed ({@link Renames}); the statements for the rest follow from
 * the differences ({@link StatementDrafts}). Where a rename is an open question the plan holds a
 * block with both readings ({@link RenameBlocks}); what every reading needs stands outside.
 */
public final class Planner {
  private final Shape target;
  private final Answers answers;
  private final Renames renames;

  /** The fields that others refer to, before. */
  private final Set<String> referred = new HashSet<>();

  private Planner(Shape base, Shape target, Answers answers) {
    this.target = target;
    this.answers = answers;
    this.renames = new Renames(base, target, answers);
  }

  /**
   * The plan that leads from base to target.
   *
   * @param rows statements over rows that a draft held; they are kept
   * @param isFirst whether the plan is the first of its history
   */
  public static PlanDraft plan(
      Shape base, Shape target, Answers answers, List<PlanStatement> rows, boolean isFirst) {
    Planner planner = new Planner(base, withSystemEntitiesOf(base, target), answers);
    List<PlanLine> lines = planner.lines(rows);
    return new PlanDraft(
        lines, planner.target, Slug.ofChange(lines, isFirst), planner.renames.alternatives());
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

  private List<PlanLine> lines(List<PlanStatement> rows) {
    renames
        .shape()
        .fieldsWhere(field -> field.reference().isPresent())
        .forEach(each -> referred.add(each.field().type().text()));
    RenameBlocks blocks = new RenameBlocks(renames.questions(), renames.shape(), target, answers);
    List<PlanLine> lines = new ArrayList<>();
    renames.settled().forEach(rename -> lines.add(PlanLine.of(rename)));
    blocks.lines(this::sorted).stream().map(this::dropFirst).forEach(lines::add);
    lines.addAll(blocks.outside());
    rows.forEach(statement -> lines.add(PlanLine.of(statement)));
    return StatementOrder.sort(Knots.untie(lines, renames.shape()), renames.shape());
  }

  /**
   * The second choice about a field reads as it is meant, the old one goes and the new one comes,
   * unless something else leans on the old one.
   */
  private PlanLine dropFirst(PlanLine block) {
    Choice choice = (Choice) block.item();
    List<PlanStatement> drops = new ArrayList<>();
    for (PlanStatement statement : choice.either()) {
      if (statement instanceof RenameField rename && !isLeanedOn(rename, choice)) {
        drops.add(new DropField(rename.entity(), rename.from()));
      }
    }
    drops.retainAll(choice.or());
    List<PlanStatement> or = new ArrayList<>(drops);
    choice.or().stream().filter(each -> !drops.contains(each)).forEach(or::add);
    return new PlanLine(
        new Choice(choice.either(), or), block.above(), block.beside(), block.below());
  }

  private boolean isLeanedOn(RenameField rename, Choice choice) {
    return choice.or().contains(new DropKey(rename.entity()))
        || referred.contains(rename.entity() + "." + rename.from());
  }

  private List<PlanStatement> sorted(Collection<PlanLine> drafts) {
    return StatementOrder.sort(List.copyOf(drafts), renames.shape()).stream()
        .map(line -> (PlanStatement) line.item())
        .toList();
  }
}
