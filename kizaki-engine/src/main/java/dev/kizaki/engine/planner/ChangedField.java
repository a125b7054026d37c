package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.Question;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.ShapeView;
import java.util.Optional;

/** The statement for a changed field, with the questions about its rows. */
final class ChangedField {
  private static final PlanValue UNRESOLVED = new PlanValue.Unresolved();

  private ChangedField() {}

  static PlanLine between(
      ShapeView shapeBefore,
      ShapeView shapeAfter,
      Entity entity,
      Field before,
      Field after,
      Answers answers) {
    NamedElement subject = SchemaElement.field(entity.name(), after.name());
    Optional<ConversionQuestion> conversion =
        conversionQuestion(shapeBefore, shapeAfter, before, after);
    if (after.isGenerated()) {
      return PlanLine.of(
          new ChangeField(entity.name(), before, after, Optional.empty(), Optional.empty()));
    }
    boolean fills = before.nullable() && !after.nullable() && after.defaultValue().isEmpty();
    Answer.TypeChange types = new Answer.TypeChange(before.type(), after.type());
    Optional<Answer.Using> usingAnswer =
        answers.using(subject, answer -> answer.onlyFor().map(types::equals).orElse(true));
    Optional<Answer.Backfill> backfillAnswer =
        answers.backfill(
            subject, answer -> answer.onlyFor().map(after.type()::equals).orElse(true));
    usingAnswer.ifPresent(answers::use);
    backfillAnswer.ifPresent(answers::use);
    Optional<PlanValue> using =
        usingAnswer.map(Answer.Using::value).orElse(conversion.map(question -> UNRESOLVED));
    Optional<PlanValue> backfill =
        backfillAnswer
            .map(Answer.Backfill::value)
            .orElse(fills ? Optional.of(UNRESOLVED) : Optional.empty());
    boolean asksUsing = using.filter(UNRESOLVED::equals).isPresent();
    boolean asksFill = backfill.filter(UNRESOLVED::equals).isPresent();
    BackfillQuestion fill =
        new BackfillQuestion(
            BackfillQuestion.Reason.REQUIRED_NOW, ExampleFills.of(shapeAfter, entity, after));
    Optional<? extends Question> question =
        asksUsing
            ? conversion.map(each -> asksFill ? each.with(fill) : each)
            : asksFill ? Optional.of(fill) : Optional.empty();
    return PlanLine.asking(
        new ChangeField(entity.name(), before, after, using, backfill), question);
  }

  /** Returns the question about the values, if the change of type can lose or refuse any. */
  private static Optional<ConversionQuestion> conversionQuestion(
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
    if (!isRetargeted && Conversion.between(from, to) != Conversion.QUESTION) {
      return Optional.empty();
    }
    return Optional.of(
        new ConversionQuestion(
            isRetargeted ? ConversionQuestion.Reason.REFERENCE : ConversionQuestion.Reason.TYPE,
            before.type().text(),
            after.type().text(),
            ExampleConversions.of(shapeBefore, shapeAfter, before, after),
            Optional.empty()));
  }
}
