package dev.kizaki.engine.planner;

import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.Unique;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that differences ask for, in no order yet, once it is settled what was renamed.
 *
 * <p>A field brings its own single-field key, unique and index along when it is new, and takes
 * every unique and index over it away when it goes; those differences ask for nothing of their own.
 */
final class StatementDrafts {
  private final Shape before;
  private final Shape after;
  private final Answers answers;
  private final Map<PlanStatement, PlanLine> drafts = new LinkedHashMap<>();
  private final Map<String, List<String>> newFields;
  private final Map<String, List<String>> goneFields;

  private StatementDrafts(Shape before, Shape after, Answers answers, List<Difference> facts) {
    this.before = before;
    this.after = after;
    this.answers = answers;
    this.newFields =
        facts.stream()
            .filter(Difference.FieldAdded.class::isInstance)
            .map(Difference.FieldAdded.class::cast)
            .collect(
                Collectors.groupingBy(
                    fact -> fact.entity().name(),
                    Collectors.mapping(fact -> fact.field().name(), Collectors.toList())));
    this.goneFields =
        facts.stream()
            .filter(Difference.FieldDropped.class::isInstance)
            .map(Difference.FieldDropped.class::cast)
            .collect(
                Collectors.groupingBy(
                    fact -> fact.entity().name(),
                    Collectors.mapping(fact -> fact.field().name(), Collectors.toList())));
  }

  /** The statements between two shapes, each with its comments. */
  static Map<PlanStatement, PlanLine> between(Shape before, Shape after, Answers answers) {
    List<Difference> facts = ShapeDiffer.compare(before, after);
    StatementDrafts drafts = new StatementDrafts(before, after, answers, facts);
    facts.forEach(drafts::draft);
    return drafts.drafts;
  }

  private void draft(Difference fact) {
    if (fact instanceof Difference.EntityAdded added) {
      add(new AddEntity(added.entity()));
    } else if (fact instanceof Difference.EntityDropped dropped) {
      answers.dropped(new Subject(Kind.ENTITY, "", dropped.entity().name()));
      add(new DropEntity(dropped.entity().name()));
    } else if (fact instanceof Difference.EnumAdded added) {
      add(new AddEnum(added.enumType()));
    } else if (fact instanceof Difference.EnumDropped dropped) {
      answers.dropped(new Subject(Kind.ENUM, "", dropped.enumType().name()));
      add(new DropEnum(dropped.enumType().name()));
    } else if (fact instanceof Difference.EnumValuesChanged changed) {
      EnumDrafts.between(before, changed.before(), changed.after(), answers).forEach(this::add);
    } else if (fact instanceof Difference.SystemEntityAdded added) {
      add(new AddSystemEntity(added.systemEntity()));
    } else {
      draftInEntity(fact);
    }
  }

  private void draftInEntity(Difference fact) {
    if (fact instanceof Difference.FieldAdded added) {
      fieldAdded(added.entity(), added.field());
    } else if (fact instanceof Difference.FieldDropped dropped) {
      fieldDropped(dropped.entity(), dropped.field());
    } else if (fact instanceof Difference.FieldChanged changed) {
      add(
          ChangeDrafts.between(
              before, after, changed.entity(), changed.before(), changed.after(), answers));
    } else if (fact instanceof Difference.KeyChanged changed) {
      add(new DropKey(changed.entity().name()));
      if (!comesWithItsField(changed.entity(), changed.after())) {
        add(new AddKey(changed.entity().name(), changed.after()));
      }
    } else if (fact instanceof Difference.UniqueAdded added) {
      if (!comesWithItsField(added.entity(), added.unique())) {
        add(new AddUnique(added.entity().name(), added.unique()));
      }
    } else if (fact instanceof Difference.IndexAdded added) {
      if (!comesWithItsField(added.entity(), added.index())) {
        add(new AddIndex(added.entity().name(), added.index()));
      }
    } else if (fact instanceof Difference.UniqueDropped dropped) {
      if (!goesWithAField(dropped.entity(), dropped.unique())) {
        add(new DropUnique(dropped.entity().name(), dropped.unique()));
      }
    } else if (fact instanceof Difference.IndexDropped dropped) {
      if (!goesWithAField(dropped.entity(), dropped.index())) {
        add(new DropIndex(dropped.entity().name(), dropped.index()));
      }
    }
  }

  private void fieldAdded(Entity entity, Field field) {
    List<String> alone = List.of(field.name());
    boolean key = entity.key().filter(new Key(alone)::equals).isPresent();
    boolean unique = entity.uniques().contains(new Unique(alone));
    boolean index = entity.indexes().contains(new Index(alone));
    boolean bringsIndex = field.reference().isPresent() && !key && !unique;
    AddField.Annotations annotations = new AddField.Annotations(key, unique, index && !bringsIndex);
    boolean needsFill = !field.nullable() && field.defaultValue().isEmpty();
    Subject subject = new Subject(Kind.FIELD, entity.name(), field.name());
    Optional<Answer.Backfill> answer =
        answers.backfill(subject, given -> given.onlyFor().map(field.type()::equals).orElse(true));
    Optional<PlanValue> backfill =
        answer.isPresent()
            ? answer.get().value()
            : needsFill ? Optional.of(new PlanValue.Unresolved()) : Optional.empty();
    AddField statement = new AddField(entity.name(), field, annotations, backfill);
    add(
        new PlanLine(
            statement,
            List.of(),
            statement.isOpen()
                ? Optional.of(
                    Comments.withExample(
                        Comments.FILL_NEW, Examples.backfill(after, entity, field)))
                : Optional.empty(),
            List.of()));
    if (bringsIndex && !index) {
      add(
          new PlanLine(
              new DropIndex(entity.name(), new Index(alone)),
              List.of(),
              Optional.of(Comments.servedOtherwise(field.name())),
              List.of()));
    }
  }

  private void fieldDropped(Entity entity, Field field) {
    answers.dropped(new Subject(Kind.FIELD, entity.name(), field.name()));
    List<String> along =
        Stream.<FieldGroup>concat(entity.uniques().stream(), entity.indexes().stream())
            .filter(group -> group.fields().contains(field.name()))
            .map(Comments::takesAlong)
            .toList();
    add(
        new PlanLine(
            new DropField(entity.name(), field.name()), List.of(), Optional.empty(), along));
  }

  /** Whether the group is over one new field alone: the field's own statement states it. */
  private boolean comesWithItsField(Entity entity, FieldGroup group) {
    return group.fields().size() == 1
        && newFields.getOrDefault(entity.name(), List.of()).contains(group.fields().get(0));
  }

  /** Whether the group is over a field that is dropped. */
  private boolean goesWithAField(Entity entity, FieldGroup group) {
    return goneFields.getOrDefault(entity.name(), List.of()).stream()
        .anyMatch(group.fields()::contains);
  }

  private void add(PlanStatement statement) {
    add(PlanLine.of(statement));
  }

  private void add(PlanLine line) {
    drafts.put((PlanStatement) line.item(), line);
  }
}
