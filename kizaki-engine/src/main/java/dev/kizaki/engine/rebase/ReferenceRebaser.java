package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.ChangeReference;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.EntityReference;
import java.util.List;
import java.util.Optional;

/** Rebases the statements about references in the bodies of entities. */
final class ReferenceRebaser {
  private final RebaseContext context;

  ReferenceRebaser(RebaseContext context) {
    this.context = context;
  }

  Void add(AddReference add) {
    NameTranslator translator = context.translator();
    String entity = translator.entity(add.entity());
    EntityReference wanted = translator.reference(add.entity(), add.reference());
    AddReference statement = new AddReference(entity, wanted);
    Optional<EntityReference> there = there(entity, wanted);
    if (!translator.missing().isEmpty()) {
      context.askToRestore("puts a reference over it", translator.missing(), List.of(statement));
    } else if (there.isEmpty()) {
      write(add, statement);
    } else if (there.get().equals(wanted)) {
      context.plan().leaveOut();
    } else {
      askWhichStays(entity, there.get(), wanted);
    }
    return null;
  }

  /** If the target is no key or unique any more, somebody has to say what is meant. */
  private void write(AddReference add, AddReference statement) {
    EntityReference wanted = statement.reference();
    boolean referable =
        context
            .merged()
            .shape()
            .entity(wanted.target())
            .filter(target -> target.isReferable(wanted.targetFields()))
            .isPresent();
    if (referable) {
      context.plan().write(statement);
    } else {
      context
          .plan()
          .ask(
              "%s took key or unique from %s([%s]), this migration refers to it. Does it go?"
                  .formatted(
                      context
                          .upstream()
                          .lastMigrationChanging(
                              state ->
                                  state
                                      .shape()
                                      .entity(add.reference().target())
                                      .filter(
                                          target ->
                                              target.isReferable(add.reference().targetFields()))
                                      .isPresent()),
                      wanted.target(),
                      String.join(", ", wanted.targetFields())),
              List.of(statement),
              List.of());
    }
  }

  Void drop(DropReference drop) {
    NameTranslator translator = context.translator();
    String entity = translator.entity(drop.entity());
    EntityReference old = translator.reference(drop.entity(), drop.reference());
    Optional<EntityReference> there =
        translator.missing().isEmpty() ? there(entity, old) : Optional.empty();
    if (there.isEmpty()) {
      context.plan().leaveOut();
    } else if (there.get().equals(old)) {
      context.plan().write(new DropReference(entity, old));
    } else {
      context
          .plan()
          .ask(
              "%s changed the reference %s(%s), this migration drops it. Does it go?"
                  .formatted(lastChanging(entity, old), entity, old.endsText()),
              List.of(new DropReference(entity, there.get())),
              List.of());
    }
    return null;
  }

  Void change(ChangeReference change) {
    NameTranslator translator = context.translator();
    String entity = translator.entity(change.entity());
    EntityReference before = translator.reference(change.entity(), change.before());
    EntityReference after = translator.reference(change.entity(), change.after());
    Optional<EntityReference> there =
        translator.missing().isEmpty() ? there(entity, before) : Optional.empty();
    if (there.isEmpty()) {
      if (translator.missing().isEmpty()) {
        context
            .plan()
            .ask(
                "%s dropped the reference %s(%s), this migration changes it. Does it come back?"
                    .formatted(lastChanging(entity, before), entity, before.endsText()),
                List.of(new AddReference(entity, after)),
                List.of());
      } else {
        context.askToRestore(
            "changes a reference over it",
            translator.missing(),
            List.of(new AddReference(entity, after)));
      }
    } else if (there.get().equals(after)) {
      context.plan().leaveOut();
    } else if (there.get().equals(before)) {
      context.plan().write(new ChangeReference(entity, before, after));
    } else {
      askWhichStays(entity, there.get(), after);
    }
    return null;
  }

  private void askWhichStays(String entity, EntityReference there, EntityReference wanted) {
    List<PlanStatement> change = List.of(new ChangeReference(entity, there, wanted));
    context
        .plan()
        .ask(
            "%s gave the reference %s(%s) other options than this migration. Which ones stay?"
                .formatted(lastChanging(entity, there), entity, there.endsText()),
            change,
            List.of());
  }

  private Optional<EntityReference> there(String entity, EntityReference reference) {
    return context.merged().shape().entity(entity).stream()
        .flatMap(found -> found.references().stream())
        .filter(reference::hasEndsOf)
        .findFirst();
  }

  private String lastChanging(String entity, EntityReference reference) {
    return context
        .upstream()
        .lastMigrationChanging(
            state ->
                state.shape().entity(entity).stream()
                    .flatMap(found -> found.references().stream())
                    .filter(reference::hasEndsOf)
                    .toList());
  }
}
