package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.plan.GroupStatement;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.Verb;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes statements that add elements of our branch again which the upstream branch dropped. */
final class Restoration {
  private final BranchState ours;
  private final BranchState merged;
  private final Set<ElementId> restored = new HashSet<>();
  private final List<PlanStatement> statements = new ArrayList<>();

  private Restoration(BranchState ours, BranchState merged) {
    this.ours = ours;
    this.merged = merged;
  }

  /** The statements that add the elements as our branch has them, without their rows. */
  static List<PlanStatement> of(
      Collection<ElementId> elements, BranchState ours, BranchState merged) {
    Restoration restoration = new Restoration(ours, merged);
    elements.forEach(restoration::restore);
    return restoration.statements;
  }

  /** Whether one of these entities, as our branch has it, already contains what is added. */
  static boolean contains(List<PlanStatement> restored, PlanStatement added) {
    return addedInside(added).filter(entity -> adds(restored, entity)).isPresent();
  }

  private static Optional<String> addedInside(PlanStatement statement) {
    if (statement instanceof AddField field) {
      return Optional.of(field.entity());
    }
    if (statement instanceof AddCheck check) {
      return Optional.of(check.entity());
    }
    if (statement instanceof AddReference reference) {
      return Optional.of(reference.entity());
    }
    return statement instanceof GroupStatement group && group.verb() == Verb.ADD
        ? Optional.of(group.entity())
        : Optional.empty();
  }

  private static boolean adds(List<PlanStatement> statements, String entity) {
    return statements.stream()
        .anyMatch(each -> each instanceof AddEntity add && add.entity().name().equals(entity));
  }

  private void restore(ElementId element) {
    if (!ours.has(element) || merged.has(element) || !restored.add(element)) {
      return;
    }
    ScopedName name = ours.nameOf(element);
    ElementId owner = name.owner();
    if (!merged.has(owner)) {
      restore(owner);
      return;
    }
    NameTranslator names = new NameTranslator(ours, merged);
    switch (name.kind()) {
      case ENTITY -> {
        restored.addAll(ours.children(element));
        AddEntity add = new AddEntity(names.entity(ours.entityOf(element)));
        restoreAll(names);
        statements.add(add);
      }
      case ENUM -> {
        restored.addAll(ours.children(element));
        statements.add(new AddEnum(ours.enumOf(element)));
      }
      case SEQUENCE -> statements.add(new AddSequence(ours.sequenceOf(element)));
      case OBJECT -> {
        SqlObject object = names.object(ours.objectOf(element));
        restoreAll(names);
        statements.add(new AddObject(object));
      }
      case FIELD -> {
        Field field = names.definition(ours.name(owner), ours.fieldOf(element));
        restoreAll(names);
        statements.add(
            new AddField(merged.name(owner), field, AddField.Annotations.NONE, fill(field)));
      }
      case VALUE ->
          statements.add(
              new AddEnumValue(
                  merged.name(owner),
                  name.name(),
                  Optional.of(ours.enumOf(ours.owner(element)).label(name.name())),
                  Optional.empty()));
    }
  }

  private void restoreAll(NameTranslator names) {
    names.missing().forEach(this::restore);
  }

  /** The values of the rows were dropped with the field, so a required field needs new ones. */
  static Optional<PlanValue> fill(Field field) {
    return field.nullable() || field.defaultValue().isPresent()
        ? Optional.empty()
        : Optional.of(new PlanValue.Unresolved());
  }
}
