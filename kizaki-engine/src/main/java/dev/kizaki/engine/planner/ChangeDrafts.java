package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.ShapeView;
import java.util.List;
import java.util.Optional;

/** The statement for a changed field, with the questions that its rows raise. */
final class ChangeDrafts {
  private static final PlanValue UNRESOLVED = new PlanValue.Unresolved();

  private ChangeDrafts() {}

  static PlanLine between(
      ShapeView shapeBefore,
      ShapeView shapeAfter,
      Entity entity,
      Field before,
      Field after,
      Answers answers) {
    NamedElement subject = SchemaElement.field(entity.name(), after.name());
    Optional<String> conversion = conversionQuestion(shapeBefore, shapeAfter, before, after);
    boolean fills = before.nullable() && !after.nullable() && after.defaultValue().isEmpty();
    Answer.TypeChange types = new Answer.TypeChange(before.type(), after.type());
    Optional<PlanValue> using =
        answers
            .using(subject, answer -> answer.onlyFor().map(types::equals).orElse(true))
            .map(Answer.Using::value)
            .orElse(conversion.map(question -> UNRESOLVED));
    Optional<PlanValue> backfill =
        answers
            .backfill(subject, answer -> answer.onlyFor().map(after.type()::equals).orElse(true))
            .map(Answer.Backfill::value)
            .orElse(fills ? Optional.of(UNRESOLVED) : Optional.empty());
    boolean asksUsing = using.filter(UNRESOLVED::equals).isPresent();
    boolean asksFill = backfill.filter(UNRESOLVED::equals).isPresent();
    Optional<String> fill = Examples.fill(shapeAfter, entity, after).map(Comments::backfill);
    Optional<String> convert =
        Examples.conversion(shapeBefore, shapeAfter, before, after).map(Comments::using);
    Optional<String> comment =
        asksUsing
            ? conversion
                .map(text -> asksFill ? Comments.convertAndFill(text) : text)
                .map(
                    text -> Comments.withExample(text, convert, asksFill ? fill : Optional.empty()))
            : asksFill
                ? Optional.of(Comments.withExample(Comments.FILL_NULLS, fill))
                : Optional.empty();
    return new PlanLine(
        new ChangeField(entity.name(), before, after, using, backfill),
        List.of(),
        comment,
        List.of());
  }

  /** What to ask about the values, if the change of type can lose or refuse any. */
  private static Optional<String> conversionQuestion(
      ShapeView shapeBefore, ShapeView shapeAfter, Field before, Field after) {
    if (before.type().equals(after.type())) {
      return Optional.empty();
    }
    FieldType from = shapeBefore.columnType(before.type()).orElse(before.type());
    FieldType to = shapeAfter.columnType(after.type()).orElse(after.type());
    boolean isRetargeted =
        before.reference().isPresent()
            && after.reference().isPresent()
            && !before.type().text().equals(after.type().text());
    if (isRetargeted) {
      return Optional.of(Comments.otherTarget(before.type().text(), after.type().text()));
    }
    return Conversion.between(from, to) == Conversion.QUESTION
        ? Optional.of(Comments.convert(before.type().text(), after.type().text()))
        : Optional.empty();
  }
}
