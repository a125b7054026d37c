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

/** The statements that change the values of one enum: additions, removals, and a new order. */
final class ChangedEnum {
  private ChangedEnum() {}

  static List<PlanLine> between(ShapeView shape, EnumType before, EnumType after, Answers answers) {
    List<PlanLine> lines = new ArrayList<>();
    List<String> values = new ArrayList<>(before.values());
    for (String value : after.values()) {
      if (!values.contains(value)) {
        lines.add(PlanLine.of(addition(after, values, value)));
      }
    }
    for (String value : before.values()) {
      if (!after.values().contains(value)) {
        lines.add(removal(shape, before.name(), value, after.values(), answers));
        values.remove(value);
      }
    }
    if (!values.equals(after.values())) {
      lines.add(PlanLine.of(new ReorderEnum(after)));
    }
    return lines;
  }

  /** Adds the value after its predecessor, in the statement and in the working list. */
  private static AddEnumValue addition(EnumType after, List<String> values, String value) {
    List<String> wanted = after.values();
    int place = wanted.indexOf(value);
    int at = place == 0 ? 0 : values.indexOf(wanted.get(place - 1)) + 1;
    Optional<AddEnumValue.Position> position =
        at == values.size()
            ? Optional.empty()
            : Optional.of(
                at == 0
                    ? new AddEnumValue.Position(true, values.get(0))
                    : new AddEnumValue.Position(false, values.get(at - 1)));
    values.add(at, value);
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
