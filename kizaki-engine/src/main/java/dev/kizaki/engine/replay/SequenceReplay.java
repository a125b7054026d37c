package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.plan.ChangeSequence;
import dev.kizaki.engine.plan.DropSequence;
import dev.kizaki.engine.plan.RenameSequence;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.DefaultValue;
import java.util.Optional;

/** Applies statements about sequences that the schema declares. */
final class SequenceReplay {
  private final WorkingShape shape;

  SequenceReplay(WorkingShape shape) {
    this.shape = shape;
  }

  Void add(AddSequence add) {
    Existing.requireFree(shape, add.sequence().name());
    shape.put(add.sequence());
    return null;
  }

  Void rename(RenameSequence rename) {
    DeclaredSequence sequence = Existing.sequence(shape, rename.from());
    Existing.requireFree(shape, rename.to());
    DatabaseNameReplay.requireKept(shape, rename);
    shape.removeSequence(rename.from());
    shape.put(sequence.withName(rename.to(), rename.kept()));
    shape.changeFields(
        rename.from(),
        field ->
            field.sequenceName().filter(rename.from()::equals).isPresent()
                ? field.withDefault(Optional.of(new DefaultValue.NextValue(rename.to())))
                : field);
    shape.renameInObjects(rename.from(), rename.to());
    return null;
  }

  Void change(ChangeSequence change) {
    DeclaredSequence sequence = Existing.sequence(shape, change.name());
    if (!sequence.options().equals(change.before())) {
      throw new PlanFault(
          "the sequence %s is not what the statement says it was; write `%s`"
              .formatted(
                  change.name(),
                  StatementText.of(
                      new ChangeSequence(change.name(), sequence.options(), change.after()))));
    }
    shape.put(sequence.withOptions(change.after()));
    return null;
  }

  Void drop(DropSequence drop) {
    Existing.sequence(shape, drop.name());
    shape
        .fieldsFrom(drop.name())
        .findFirst()
        .ifPresent(
            each -> {
              throw new PlanFault(
                  "%s still takes its numbers from %s; drop or change it before the sequence"
                      .formatted(each.path(), drop.name()));
            });
    ObjectReplay.requireUnused(shape, drop.name(), "sequence");
    shape.removeSequence(drop.name());
    return null;
  }
}
