package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ChangeSequence;
import dev.kizaki.engine.plan.DropSequence;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RenameSequence;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.SequenceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rebases the statements over sequences that the schema declares. */
final class SequenceRebaser {
  private final RebaseContext context;
  private final NameRebaser names;

  SequenceRebaser(RebaseContext context, NameRebaser names) {
    this.context = context;
    this.names = names;
  }

  Void add(AddSequence add) {
    ElementId element = context.after().sequence(add.sequence().name()).orElseThrow();
    BranchState merged = context.merged();
    Optional<ElementId> holder = names.holderOf(ScopedName.sequence(add.sequence().name()));
    if (merged.has(element)) {
      addedTwice(element, add.sequence());
    } else if (holder.isPresent()) {
      names.askWhoKeepsName(holder.get(), add);
    } else {
      context.plan().write(add);
    }
    return null;
  }

  private void addedTwice(ElementId element, DeclaredSequence wanted) {
    BranchState merged = context.merged();
    DeclaredSequence there = merged.sequenceOf(element);
    List<PlanStatement> changes = new ArrayList<>();
    String name = DatabaseNames.CURRENT.sequence(wanted);
    if (!merged.inDatabase(element).equals(name)) {
      changes.add(new RenameInDatabase(merged.named(element), merged.inDatabase(element), name));
    }
    if (!there.options().equals(wanted.options())) {
      changes.add(new ChangeSequence(there.name(), there.options(), wanted.options()));
    }
    if (changes.isEmpty()) {
      context.plan().leaveOut();
    } else {
      context.askWhichStays(element, state -> state.sequenceOf(element), changes);
    }
  }

  Void rename(RenameSequence rename) {
    names.rename(rename);
    return null;
  }

  Void change(ChangeSequence change) {
    ElementId element = context.before().sequence(change.name()).orElseThrow();
    BranchState merged = context.merged();
    if (!merged.has(element)) {
      context.askToRestore("changes it", List.of(element), List.of());
      return null;
    }
    SequenceOptions there = merged.sequenceOf(element).options();
    boolean disputed = context.upstream().changedOptions(element);
    boolean agreed =
        disputed
            && context.end().has(element)
            && context.end().sequenceOf(element).options().equals(there);
    if (there.equals(change.after()) || agreed) {
      context.plan().leaveOut();
      return null;
    }
    ChangeSequence statement = new ChangeSequence(merged.name(element), there, change.after());
    if (!disputed
        || !context.askWhichChangeStays(
            element,
            context.upstream().lastMigrationChangingOptions(element),
            "the options of " + context.upstream().after().path(element),
            "Which ones stay?",
            statement)) {
      context.plan().write(statement);
    }
    return null;
  }

  Void drop(DropSequence drop) {
    ElementId element = context.before().sequence(drop.name()).orElseThrow();
    BranchState merged = context.merged();
    if (!merged.has(element)) {
      context.plan().leaveOut();
      return null;
    }
    PlanStatement statement = ElementStatements.drop(merged, element);
    DropRebaser drops = new DropRebaser(context);
    Optional<String> use = drops.use(element);
    if (use.isEmpty()) {
      context.plan().write(statement);
      return null;
    }
    List<PlanStatement> either = new ArrayList<>(ObjectUsers.drops(merged, element));
    context.upstream().newUsers(element).stream()
        .filter(merged::has)
        .forEach(field -> either.add(withoutDefault(field)));
    either.add(statement);
    drops.ask(element, use.get(), either);
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
}
