package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements for a new field, with the question of what existing rows get. */
final class AddedField {
  private AddedField() {}

  /**
   * Returns the statements.
   *
   * @param entity the entity that contains the field, after the migration
   */
  static List<PlanLine> lines(ShapeView after, Entity entity, Field field, Answers answers) {
    List<String> onlyThis = List.of(field.name());
    Entity single =
        new Entity(
            entity.name(),
            List.of(field),
            entity.key().filter(new Key(onlyThis)::hasDefinitionOf),
            entity.uniques().stream()
                .filter(new Unique(onlyThis)::hasDefinitionOf)
                .limit(1)
                .toList(),
            List.of());
    boolean getsReferenceIndex = single.needsReferenceIndex(field);
    Optional<Index> index =
        entity.indexes().stream().filter(new Index(onlyThis)::hasDefinitionOf).findFirst();
    boolean isIndexed = index.isPresent();
    AddField statement =
        new AddField(
            entity.name(),
            field,
            new AddField.Annotations(
                single.key().isPresent(),
                !single.uniques().isEmpty(),
                isIndexed && !getsReferenceIndex,
                new AddField.GroupNames(
                    single.key().flatMap(Key::named),
                    single.uniques().stream().findFirst().flatMap(Unique::named),
                    index.flatMap(Index::named))),
            backfill(SchemaElement.field(entity.name(), field.name()), field, answers));
    List<PlanLine> lines = new ArrayList<>();
    lines.add(
        statement.isOpen()
            ? PlanLine.asking(
                statement,
                Optional.of(
                    new BackfillQuestion(
                        BackfillQuestion.Reason.NEW_FIELD, ExampleFills.of(after, entity, field))))
            : PlanLine.of(statement));
    if (getsReferenceIndex && !isIndexed) {
      lines.add(
          new PlanLine(
              new DropIndex(entity.name(), new Index(onlyThis)),
              List.of(),
              Optional.of(Comments.servedOtherwise(field.name())),
              List.of()));
    }
    return lines;
  }

  /**
   * Whether the group is added with its field: of several with one definition, it is the first one.
   */
  static boolean isFirst(Entity entity, FieldGroup group) {
    return entity
        .groups()
        .filter(each -> each.hasDefinitionOf(group))
        .findFirst()
        .filter(group::equals)
        .isPresent();
  }

  private static Optional<PlanValue> backfill(NamedElement element, Field field, Answers answers) {
    if (field.isGenerated()) {
      return Optional.empty();
    }
    boolean needsFill = !field.nullable() && field.defaultValue().isEmpty();
    Optional<Answer.Backfill> answer =
        answers.backfill(element, given -> given.onlyFor().map(field.type()::equals).orElse(true));
    answer.ifPresent(answers::use);
    return answer
        .map(Answer.Backfill::value)
        .orElse(needsFill ? Optional.of(new PlanValue.Unresolved()) : Optional.empty());
  }
}
