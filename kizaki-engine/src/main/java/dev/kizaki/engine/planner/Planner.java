package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.planner.Renames.Question;
import dev.kizaki.engine.shape.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the plan between two shapes.
 *
 * <p>First it settles what was renamed ({@link Renames}); the statements for the rest follow from
 * the differences ({@link StatementDrafts}). Where a rename is an open question the plan holds a
 * block with both readings. Its contents come from planning twice: once with every open rename
 * carried out, and once with every one but this. What only the second plan holds is the second
 * choice; what only the first holds follows the rename in the first choice; what both hold stands
 * outside. So either choice leads to the target, and the blocks do not touch each other.
 */
public final class Planner {
  private final Shape target;
  private final Answers answers;
  private final Renames renames;

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
    return new PlanDraft(lines, planner.target, Slug.ofChange(lines, isFirst));
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
    List<Question> questions = renames.questions();
    Map<PlanStatement, PlanLine> all = drafts(questions, Optional.empty());
    Set<PlanStatement> inBlocks = new HashSet<>();
    List<PlanLine> lines = new ArrayList<>();
    renames.settled().forEach(rename -> lines.add(PlanLine.of(rename)));
    for (Question question : questions) {
      Map<PlanStatement, PlanLine> apart = drafts(questions, Optional.of(question));
      List<PlanStatement> either = new ArrayList<>(List.of(question.rename()));
      List<PlanStatement> or = new ArrayList<>();
      sorted(all).filter(each -> !apart.containsKey(each)).forEach(either::add);
      // Two renames may need one statement only if neither is made; the first block holds it.
      sorted(apart).filter(each -> !all.containsKey(each) && inBlocks.add(each)).forEach(or::add);
      dropFirst(question, or);
      inBlocks.addAll(either);
      lines.add(
          new PlanLine(new Choice(either, or), question.comments(), Optional.empty(), List.of()));
    }
    all.forEach(
        (statement, line) -> {
          if (!inBlocks.contains(statement)) {
            lines.add(line);
          }
        });
    if (!lines.isEmpty()) {
      rows.forEach(statement -> lines.add(PlanLine.of(statement)));
    }
    return StatementOrder.sort(lines, renames.shape());
  }

  /**
   * The second choice about a field reads as it is meant, the old one goes and the new one comes,
   * unless something else leans on the old one.
   */
  private void dropFirst(Question question, List<PlanStatement> or) {
    if (question.rename() instanceof RenameField rename) {
      DropField drop = new DropField(rename.entity(), rename.from());
      boolean leanedOn =
          or.contains(new DropKey(rename.entity()))
              || renames.shape().referrers(rename.entity(), rename.from()).findAny().isPresent();
      if (!leanedOn && or.remove(drop)) {
        or.add(0, drop);
      }
    }
  }

  /** The statements if every open rename is carried out, but for one. */
  private Map<PlanStatement, PlanLine> drafts(List<Question> questions, Optional<Question> but) {
    List<PlanStatement> open =
        questions.stream()
            .filter(question -> !but.filter(question::equals).isPresent())
            .map(Question::rename)
            .toList();
    return StatementDrafts.between(Renames.renamed(renames.shape(), open), target, answers);
  }

  private Stream<PlanStatement> sorted(Map<PlanStatement, PlanLine> drafts) {
    return StatementOrder.sort(List.copyOf(drafts.values()), renames.shape()).stream()
        .map(line -> (PlanStatement) line.item());
  }
}
