package dev.kizaki.engine.planner;

import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RenameSequence;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.ShapeView;
import java.util.Objects;
import java.util.Optional;

/**
 * A name in the database that a statement takes away.
 *
 * @param owner the entity, enum or sequence, by its name before the statement
 * @param word the name
 * @param isLabel whether it is the label of a value
 * @param text the name, and what became of it
 */
record GoneName(String owner, String word, boolean isLabel, String text) {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  GoneName {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(word, "word");
    Objects.requireNonNull(text, "text");
  }

  static Optional<GoneName> of(PlanStatement statement, ShapeView before) {
    if (statement instanceof RenameEntity rename) {
      return before
          .entity(rename.from())
          .flatMap(
              from ->
                  renamed(
                      rename.element(),
                      rename.to(),
                      NAMES.table(from),
                      NAMES.table(from.withName(rename.to(), rename.kept()))));
    }
    if (statement instanceof RenameField rename) {
      return before
          .field(rename.entity(), rename.from())
          .flatMap(
              from ->
                  renamed(
                      rename.element(),
                      rename.element().withName(rename.to()).path(),
                      NAMES.column(from),
                      NAMES.column(from.withName(rename.to(), rename.kept()))));
    }
    if (statement instanceof RenameEnum rename) {
      return before
          .enumType(rename.from())
          .flatMap(
              from ->
                  renamed(
                      rename.element(),
                      rename.to(),
                      NAMES.enumType(from),
                      NAMES.enumType(from.withName(rename.to(), rename.kept()))));
    }
    if (statement instanceof RenameSequence rename) {
      return before
          .sequence(rename.from())
          .flatMap(
              from ->
                  renamed(
                      rename.element(),
                      rename.to(),
                      NAMES.sequence(from),
                      NAMES.sequence(from.withName(rename.to(), rename.kept()))));
    }
    if (statement instanceof RenameEnumValue rename) {
      return before
          .enumType(rename.enumName())
          .flatMap(
              type ->
                  renamed(
                      rename.element(),
                      rename.element().withName(rename.to()).path(),
                      type.label(rename.from()),
                      rename.kept().orElseGet(rename::to)));
    }
    if (statement instanceof RenameInDatabase rename) {
      return renamed(rename.element(), rename.to(), rename.from(), rename.to());
    }
    if (statement instanceof DropField drop) {
      return before
          .field(drop.entity(), drop.field())
          .map(field -> dropped(drop.element(), NAMES.column(field)));
    }
    return statement instanceof DropEnumValue drop
        ? before
            .enumType(drop.enumName())
            .map(type -> dropped(drop.element(), type.label(drop.value())))
        : Optional.empty();
  }

  private static Optional<GoneName> renamed(
      NamedElement element, String now, String from, String to) {
    return from.equals(to)
        ? Optional.empty()
        : Optional.of(
            of(element, from, "%s, but %s is %s now".formatted(from, element.path(), now)));
  }

  private static GoneName dropped(NamedElement element, String word) {
    return of(element, word, "%s, but %s is dropped".formatted(word, element.path()));
  }

  private static GoneName of(NamedElement element, String word, String text) {
    return new GoneName(element.root().name(), word, element.kind() == ElementKind.VALUE, text);
  }
}
