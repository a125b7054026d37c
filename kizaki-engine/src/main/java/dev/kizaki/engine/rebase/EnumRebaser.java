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

/** Rebases the statements over enums and their values, except those that decide the order. */
final class EnumRebaser {
  private final RebaseContext context;
  private final NameRebaser names;

  EnumRebaser(RebaseContext context, NameRebaser names) {
    this.context = context;
    this.names = names;
  }

  Void add(AddEnum add) {
    ElementId element = context.after().enumType(add.enumType().name()).orElseThrow();
    BranchState merged = context.merged();
    Optional<ElementId> holder = names.holderOf(ScopedName.enumType(add.enumType().name()));
    if (merged.has(element)) {
      if (isSame(merged.enumOf(element), add.enumType())) {
        context.plan().leaveOut();
      } else {
        context.askWhichStays(
            element,
            state -> state.enumOf(element),
            DefinitionDiff.enumType(merged.shape(), add.enumType()));
      }
    } else if (holder.isPresent()) {
      names.askWhoKeepsName(holder.get(), add);
    } else {
      context.plan().write(add);
    }
    return null;
  }

  private static boolean isSame(EnumType one, EnumType other) {
    return one.withName(other.name(), one.type()).equals(other);
  }

  Void addValue(AddEnumValue add) {
    new EnumOrderRebaser(context, names).add(add);
    return null;
  }

  Void reorder(ReorderEnum reorder) {
    new EnumOrderRebaser(context, names).reorder(reorder);
    return null;
  }

  Void rename(RenameEnum rename) {
    names.rename(rename);
    return null;
  }

  Void renameValue(RenameEnumValue rename) {
    names.rename(rename);
    return null;
  }

  Void dropValue(DropEnumValue drop) {
    ElementId element = context.before().value(drop.enumName(), drop.value()).orElseThrow();
    BranchState merged = context.merged();
    if (!merged.has(element)) {
      context.plan().leaveOut();
      return null;
    }
    NameTranslator translator = context.translator();
    String enumName = merged.name(merged.owner(element));
    DropEnumValue.Replacement replacement =
        drop.replacement() instanceof DropEnumValue.Other other
            ? new DropEnumValue.Other(translator.value(drop.enumName(), other.value()))
            : drop.replacement();
    PlanStatement statement = new DropEnumValue(enumName, merged.name(element), replacement);
    DropRebaser drops = new DropRebaser(context);
    Optional<String> use = drops.use(element);
    if (!translator.missing().isEmpty()) {
      context.askToRestore(
          "gives it to the rows of %s".formatted(context.before().path(element)),
          translator.missing(),
          List.of(statement));
    } else if (use.isPresent()) {
      List<PlanStatement> either = new ArrayList<>();
      context.upstream().newDefaults(element).stream()
          .filter(merged::has)
          .forEach(field -> either.add(withoutDefault(field)));
      either.add(statement);
      drops.ask(element, use.get(), either);
    } else {
      context.plan().write(statement);
    }
    return null;
  }

  private ChangeField withoutDefault(ElementId field) {
    Field there = context.merged().fieldOf(field);
    return new ChangeField(
        context.merged().name(context.merged().owner(field)),
        there,
        there.withDefault(Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }

  Void drop(DropEnum drop) {
    return new DropRebaser(context)
        .drop(
            context.before().enumType(drop.enumName()).orElseThrow(), context.upstream()::newUsers);
  }
}
