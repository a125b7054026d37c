package dev.kizaki.engine.rebase;

import dev.kizaki.engine.object.ObjectKind;
import dev.kizaki.engine.object.ObjectScript;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.replay.ChangedObject;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Rebases the statements over objects in SQL. */
final class ObjectRebaser {
  private final RebaseContext context;
  private final NameRebaser names;

  ObjectRebaser(RebaseContext context, NameRebaser names) {
    this.context = context;
    this.names = names;
  }

  Void add(AddObject add) {
    BranchState merged = context.merged();
    ElementId element = context.after().object(add.object().name()).orElseThrow();
    NameTranslator translator = context.translator();
    SqlObject wanted = translator.object(add.object());
    Optional<ElementId> holder = names.holderOf(ScopedName.object(wanted.name()));
    PlanStatement statement = new AddObject(wanted);
    if (merged.has(element)) {
      addedTwice(element, wanted);
    } else if (!translator.missing().isEmpty()) {
      context.askToRestore("adds an object that uses it", translator.missing(), List.of(statement));
    } else if (holder.isPresent()) {
      names.askWhoKeepsName(holder.get(), statement);
    } else {
      write(wanted.create(), statement);
    }
    return null;
  }

  private void addedTwice(ElementId element, SqlObject wanted) {
    SqlObject there = context.merged().objectOf(element);
    if (there.equals(wanted.withName(there.name()))) {
      context.plan().leaveOut();
    } else {
      context.askWhichStays(
          element,
          state -> state.objectOf(element),
          List.of(ChangedObject.between(there, wanted.withName(there.name()), true)));
    }
  }

  Void rename(RenameObject rename) {
    names.rename(rename);
    return null;
  }

  /**
   * The change leads to the text of our branch, whatever the upstream branch has made of it. One
   * that leaves the text does so for any text, and for an object that is gone.
   */
  Void change(ChangeObject change) {
    BranchState merged = context.merged();
    ElementId element = context.before().object(change.name()).orElseThrow();
    boolean leavesText = !change.madeAnew() && change.create().isEmpty() && change.drop().isEmpty();
    if (!merged.has(element)) {
      if (leavesText) {
        context.plan().leaveOut();
      } else {
        context.askToRestore("changes it", List.of(element), List.of());
      }
      return null;
    }
    NameTranslator translator = context.translator();
    SqlObject there = merged.objectOf(element);
    SqlObject wanted =
        (leavesText ? there : translator.object(context.after().objectOf(element)))
            .withName(there.name())
            .withUses(uses(there, translator, element));
    boolean disputed = !leavesText && context.upstream().changedObject(element);
    boolean agreed =
        disputed
            && context.end().has(element)
            && context.end().objectOf(element).create().equals(there.create());
    if (there.equals(wanted) || agreed) {
      context.plan().leaveOut();
      return null;
    }
    boolean madeAnew = change.madeAnew() || disputed && makesView(there);
    PlanStatement statement = ChangedObject.between(there, wanted, madeAnew);
    if (!translator.missing().isEmpty()) {
      context.askToRestore(
          "changes an object that uses it", translator.missing(), List.of(statement));
    } else if (disputed && context.plan().asked().add(element)) {
      context
          .plan()
          .ask(
              "%s changed %s, and so does this migration. Which text stays?"
                  .formatted(
                      context.upstream().lastMigrationChangingObject(element),
                      context.upstream().after().path(element)),
              List.of(statement),
              List.of());
    } else {
      write(wanted.create(), statement);
    }
    return null;
  }

  Void drop(DropObject drop) {
    BranchState merged = context.merged();
    ElementId element = context.before().object(drop.name()).orElseThrow();
    if (!merged.has(element)) {
      context.plan().leaveOut();
      return null;
    }
    PlanStatement statement = ElementStatements.drop(merged, element);
    DropRebaser drops = new DropRebaser(context);
    Optional<String> use = drops.use(element);
    if (use.isPresent()) {
      List<PlanStatement> either = new ArrayList<>(ObjectUsers.drops(merged, element));
      either.add(statement);
      drops.ask(element, use.get(), either);
    } else {
      context.plan().write(statement);
    }
    return null;
  }

  /** Asks first if the text contains a name that the upstream branch has changed. */
  private void write(String text, PlanStatement statement) {
    Optional<String> question = context.questionAboutObject(text);
    if (question.isPresent()) {
      context.plan().ask(question.get(), List.of(statement), List.of());
    } else {
      context.plan().write(statement);
    }
  }

  /** What the object uses there, with what our statement adds and without what it removes. */
  private List<String> uses(SqlObject there, NameTranslator translator, ElementId element) {
    SqlObject before =
        new NameTranslator(context.before(), context.merged())
            .object(context.before().objectOf(element));
    SqlObject after = translator.object(context.after().objectOf(element));
    SortedSet<String> uses = new TreeSet<>(there.uses());
    before.uses().stream().filter(each -> !after.uses().contains(each)).forEach(uses::remove);
    after.uses().stream().filter(each -> !before.uses().contains(each)).forEach(uses::add);
    return List.copyOf(uses);
  }

  /** A view that replaces another one can only gain columns; the other text had other ones. */
  private static boolean makesView(SqlObject object) {
    return ObjectScript.of(object.create()).madeNames().stream()
        .anyMatch(made -> made.kind() == ObjectKind.VIEW);
  }
}
