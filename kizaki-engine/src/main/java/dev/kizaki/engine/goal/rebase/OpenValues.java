package dev.kizaki.engine.goal.rebase;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.Choice;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanItem;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.planner.Answer;
import dev.kizaki.engine.planner.ObjectTextQuestion;
import java.util.List;
import java.util.Optional;

/** The values that statements of a plan ask for. */
final class OpenValues {
  private OpenValues() {}

  /** The plan with the value of an answer, wherever a statement asks for it. */
  static Plan filled(Plan plan, Answer answer) {
    return new Plan(
        plan.migration(), plan.lines().stream().map(line -> filled(line, answer)).toList());
  }

  private static PlanLine filled(PlanLine line, Answer answer) {
    PlanItem item = filled(line.item(), answer);
    return item.equals(line.item())
        ? line
        : new PlanLine(
            item,
            item instanceof ChangeObject
                ? line.above().stream()
                    .filter(each -> !ObjectTextQuestion.asks(each) && !QuestionComment.asks(each))
                    .toList()
                : line.above(),
            item.isOpen() ? line.beside() : line.beside().filter(each -> !each.contains("?")),
            line.below());
  }

  private static PlanItem filled(PlanItem item, Answer answer) {
    return item instanceof Choice choice
        ? new Choice(
            choice.either().stream().map(each -> filled(each, answer)).toList(),
            filled(choice.or(), answer))
        : filled((PlanStatement) item, answer);
  }

  private static List<PlanStatement> filled(List<PlanStatement> statements, Answer answer) {
    return statements.stream().map(statement -> filled(statement, answer)).toList();
  }

  private static PlanStatement filled(PlanStatement statement, Answer answer) {
    if (!statement.isOpen() || !statement.element().equals(answer.subject())) {
      return statement;
    }
    if (statement instanceof AddField add && answer instanceof Answer.Backfill backfill) {
      return new AddField(add.entity(), add.field(), add.annotations(), backfill.value());
    }
    if (statement instanceof ChangeField change && answer instanceof Answer.Backfill backfill) {
      return new ChangeField(
          change.entity(),
          change.before(),
          change.after(),
          change.using(),
          isOpen(change.backfill()) ? backfill.value() : change.backfill(),
          change.back());
    }
    if (statement instanceof ChangeField change && answer instanceof Answer.Using using) {
      return new ChangeField(
          change.entity(),
          change.before(),
          change.after(),
          isOpen(change.using()) ? using.value() : change.using(),
          change.backfill(),
          change.back());
    }
    if (statement instanceof ChangeObject change && answer instanceof Answer.RightText) {
      return ChangeObject.none(change.name());
    }
    return statement instanceof DropEnumValue drop && answer instanceof Answer.Rows rows
        ? new DropEnumValue(
            drop.enumName(),
            drop.value(),
            rows.replacement().isPresent()
                ? new DropEnumValue.Other(rows.replacement().get())
                : new DropEnumValue.None())
        : statement;
  }

  static boolean isOpen(Optional<PlanValue> value) {
    return value.filter(PlanValue::isOpen).isPresent();
  }
}
