package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.shape.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings back to the new base what this branch still has and the other one dropped. */
final class Restoration {
  private final Side ours;
  private final Side merged;
  private final Set<Thing> back = new HashSet<>();
  private final List<PlanStatement> statements = new ArrayList<>();

  private Restoration(Side ours, Side merged) {
    this.ours = ours;
    this.merged = merged;
  }

  /** The statements that bring the things back as this branch has them, without their rows. */
  static List<PlanStatement> of(Collection<Thing> things, Side ours, Side merged) {
    Restoration restoration = new Restoration(ours, merged);
    things.forEach(restoration::bring);
    return restoration.statements;
  }

  private void bring(Thing thing) {
    if (!ours.has(thing) || merged.has(thing) || !back.add(thing)) {
      return;
    }
    Address address = ours.address(thing);
    Thing owner = address.owner();
    if (!merged.has(owner)) {
      bring(owner);
      return;
    }
    Translation names = new Translation(ours, merged);
    switch (address.kind()) {
      case ENTITY -> {
        back.addAll(ours.children(thing));
        AddEntity add = new AddEntity(names.entity(ours.entityOf(thing)));
        bringAll(names);
        statements.add(add);
      }
      case ENUM -> {
        back.addAll(ours.children(thing));
        statements.add(new AddEnum(ours.enumOf(thing)));
      }
      case FIELD -> {
        Field field = names.definition(ours.fieldOf(thing));
        bringAll(names);
        statements.add(
            new AddField(merged.name(owner), field, AddField.Annotations.NONE, fill(field)));
      }
      case VALUE ->
          statements.add(new AddEnumValue(merged.name(owner), address.name(), Optional.empty()));
    }
  }

  private void bringAll(Translation names) {
    names.missing().forEach(this::bring);
  }

  /** What the rows had is gone. */
  static Optional<PlanValue> fill(Field field) {
    return field.nullable() || field.defaultValue().isPresent()
        ? Optional.empty()
        : Optional.of(new PlanValue.Unresolved());
  }
}
