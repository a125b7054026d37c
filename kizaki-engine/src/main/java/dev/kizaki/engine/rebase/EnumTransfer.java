package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements over enums and their values, but for the order, which is {@link OrderTransfer}'s. */
final class EnumTransfer {
  private final Scene scene;
  private final NameTransfer names;

  EnumTransfer(Scene scene, NameTransfer names) {
    this.scene = scene;
    this.names = names;
  }

  Void add(AddEnum add) {
    Thing thing = scene.after().enumType(add.enumType().name()).orElseThrow();
    Side merged = scene.merged();
    Optional<Thing> holder = names.taken(Address.enumType(add.enumType().name()));
    if (merged.has(thing)) {
      EnumType there = merged.enumOf(thing);
      if (there.values().equals(add.enumType().values())) {
        scene.draft().leaveOut();
      } else {
        scene
            .draft()
            .ask(
                scene.other().who(side -> side.has(thing) ? side.enumOf(thing) : "")
                    + " added another "
                    + there.name()
                    + " than this migration. Which one stays?",
                Towards.enumType(merged.shape(), add.enumType()),
                List.of());
      }
    } else if (holder.isPresent()) {
      names.clash(holder.get(), add);
    } else {
      scene.draft().write(add);
    }
    return null;
  }

  Void addValue(AddEnumValue add) {
    new OrderTransfer(scene, names).add(add);
    return null;
  }

  Void reorder(ReorderEnum reorder) {
    new OrderTransfer(scene, names).reorder(reorder);
    return null;
  }

  Void rename(RenameEnum rename) {
    names.rename(scene.before().enumType(rename.from()).orElseThrow(), rename.to());
    return null;
  }

  Void renameValue(RenameEnumValue rename) {
    names.rename(scene.before().value(rename.enumName(), rename.from()).orElseThrow(), rename.to());
    return null;
  }

  Void dropValue(DropEnumValue drop) {
    Thing thing = scene.before().value(drop.enumName(), drop.value()).orElseThrow();
    Side merged = scene.merged();
    if (!merged.has(thing)) {
      scene.draft().leaveOut();
      return null;
    }
    Translation words = scene.translation();
    String enumName = merged.name(merged.owner(thing));
    DropEnumValue.Replacement replacement =
        drop.replacement() instanceof DropEnumValue.Other other
            ? new DropEnumValue.Other(words.value(drop.enumName(), other.value()))
            : drop.replacement();
    PlanStatement statement = new DropEnumValue(enumName, merged.name(thing), replacement);
    Optional<String> use = scene.other().use(thing, scene.draft().asked());
    if (!words.missing().isEmpty()) {
      scene.askToRestore(
          "gives it to the rows of " + scene.before().path(thing),
          words.missing(),
          List.of(statement));
    } else if (use.isPresent()) {
      List<PlanStatement> either = new ArrayList<>();
      scene.other().newDefaults(thing).stream()
          .filter(merged::has)
          .forEach(field -> either.add(withoutDefault(field)));
      either.add(statement);
      scene.draft().asked().add(thing);
      scene.draft().ask(question(use.get(), thing), either, List.of());
    } else {
      scene.draft().write(statement);
    }
    return null;
  }

  private ChangeField withoutDefault(Thing field) {
    Field there = scene.merged().fieldOf(field);
    return new ChangeField(
        scene.merged().name(scene.merged().owner(field)),
        there,
        there.withDefault(Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }

  Void drop(DropEnum drop) {
    Thing thing = scene.before().enumType(drop.enumName()).orElseThrow();
    Side merged = scene.merged();
    if (!merged.has(thing)) {
      scene.draft().leaveOut();
      return null;
    }
    PlanStatement statement = new DropEnum(merged.name(thing));
    Optional<String> use = scene.other().use(thing, scene.draft().asked());
    if (use.isEmpty()) {
      scene.draft().write(statement);
      return null;
    }
    List<PlanStatement> either = new ArrayList<>();
    scene.other().newUsers(thing).stream()
        .filter(merged::has)
        .forEach(field -> either.add(NameTransfer.dropping(merged, field)));
    either.add(statement);
    scene.draft().asked().add(thing);
    scene.draft().ask(question(use.get(), thing), either, List.of());
    return null;
  }

  private String question(String use, Thing thing) {
    return use + ", this migration drops " + scene.before().path(thing) + ". Does it go?";
  }
}
