package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.ChangeCheck;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import java.util.List;
import java.util.Optional;

/** Rebases the statements over checks. */
final class CheckRebaser {
  private static final String DOING = "has a check over it";

  private final RebaseContext context;

  CheckRebaser(RebaseContext context) {
    this.context = context;
  }

  Void add(AddCheck add) {
    NameTranslator translator = context.translator();
    String entity = translator.entity(add.entity());
    Check check = translator.check(add.entity(), add.check());
    AddCheck statement = new AddCheck(entity, check);
    if (!translator.missing().isEmpty()) {
      context.askToRestore(DOING, translator.missing(), List.of(statement));
    } else if (there(entity, check).isPresent()) {
      context.plan().leaveOut();
    } else {
      context.plan().write(statement);
    }
    return null;
  }

  Void drop(DropCheck drop) {
    NameTranslator translator = new NameTranslator(context.before(), context.merged());
    String entity = translator.entity(drop.entity());
    Optional<Check> there = there(entity, translator.check(drop.entity(), drop.check()));
    there.ifPresentOrElse(
        check -> context.plan().write(new DropCheck(entity, check)), context.plan()::leaveOut);
    return null;
  }

  Void change(ChangeCheck change) {
    NameTranslator translator = context.translator();
    String entity = translator.entity(change.entity());
    Check after = translator.check(change.entity(), change.after());
    Check before =
        new NameTranslator(context.before(), context.merged())
            .check(change.entity(), change.before());
    Optional<Check> there = there(entity, before);
    if (!translator.missing().isEmpty()) {
      context.askToRestore(DOING, translator.missing(), List.of(new AddCheck(entity, after)));
    } else if (there.isPresent() && !isTaken(entity, there.get(), after)) {
      context.plan().write(new ChangeCheck(entity, there.get(), after));
    } else if (there.isPresent()) {
      context.plan().write(new DropCheck(entity, there.get()));
    } else if (there(entity, after).isPresent()) {
      context.plan().leaveOut();
    } else {
      context
          .plan()
          .ask(
              "The check %s of %s is gone or changed, and this migration changes it. Which one stays?"
                  .formatted(before.text(), entity),
              List.of(new AddCheck(entity, after)),
              List.of());
    }
    return null;
  }

  private boolean isTaken(String entity, Check before, Check after) {
    return !before.expression().equals(after.expression()) && there(entity, after).isPresent();
  }

  private Optional<Check> there(String entity, Check check) {
    return context
        .merged()
        .shape()
        .entity(entity)
        .flatMap((Entity found) -> found.check(check.expression()));
  }
}
