package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.ShapeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The statements that change the values of one enum: additions, removals, and a new order. */
final class ChangedEnum {
  private ChangedEnum() {}

  static List<PlanLine> between(ShapeView shape, EnumType before, EnumType after, Answers answers) {
    List<PlanLine> lines = new ArrayList<>();
    LinkedValues values = new LinkedValues(before.values());
    Optional<String> previous = Optional.empty();
    for (String value : after.values()) {
      if (!values.contains(value)) {
        lines.add(PlanLine.of(addition(after, values, previous, value)));
      }
      previous = Optional.of(value);
    }
    Set<String> kept = Set.copyOf(after.values());
    for (String value : before.values()) {
      if (!kept.contains(value)) {
        lines.add(removal(shape, before.name(), value, after.values(), answers));
      }
    }
    if (!values.list().stream().filter(kept::contains).toList().equals(after.values())) {
      lines.add(PlanLine.of(new ReorderEnum(after)));
    }
    return lines;
  }

  /** Adds the value after its predecessor, in the statement and in the working list. */
  private static AddEnumValue addition(
      EnumType after, LinkedValues values, Optional<String> previous, String value) {
    Optional<AddEnumValue.Position> position =
        previous.isEmpty()
            ? values.first().map(first -> new AddEnumValue.Position(true, first))
            : previous
                .filter(last -> values.after(last).isPresent())
                .map(neighbour -> new AddEnumValue.Position(false, neighbour));
    values.addAfter(previous, value);
    return new AddEnumValue(after.name(), value, Optional.of(after.label(value)), position);
  }

  private static PlanLine removal(
      ShapeView shape, String enumName, String value, List<String> left, Answers answers) {
    NamedElement subject = SchemaElement.value(enumName, value);
    answers.useDrop(subject);
    Optional<Answer.Rows> rows = answers.rows(subject);
    rows.ifPresent(answers::use);
    boolean isUsed = shape.fieldsOf(enumName).findAny().isPresent();
    DropEnumValue.Replacement replacement =
        rows.map(
                each -> each.replacement().map(ChangedEnum::other).orElse(new DropEnumValue.None()))
            .orElse(isUsed ? new DropEnumValue.Unresolved() : new DropEnumValue.None());
    DropEnumValue drop = new DropEnumValue(enumName, value, replacement);
    return drop.isOpen()
        ? PlanLine.asking(
            drop, Optional.of(new RemovedValueQuestion(enumName, value, left.stream().findFirst())))
        : PlanLine.of(drop);
  }

  private static DropEnumValue.Replacement other(String value) {
    return new DropEnumValue.Other(value);
  }
}
