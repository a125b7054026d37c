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
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

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
      write(statement, wanted, List.of());
    }
    return null;
  }

  private void addedTwice(ElementId element, SqlObject wanted) {
    SqlObject there = context.merged().objectOf(element);
    SqlObject ours = wanted.withName(there.name());
    Optional<MergedObject> both = MergedObject.ofSchema(context, element, there, ours);
    if (there.equals(ours)) {
      context.plan().leaveOut();
    } else if (both.isPresent()) {
      write(
          ChangedObject.between(there, both.get().object(), true),
          both.get().object(),
          List.of(both.get().note()));
    } else {
      context.askWhichStays(
          element,
          state -> state.objectOf(element),
          List.of(ChangedObject.between(there, ours, true)));
    }
  }

  Void rename(RenameObject rename) {
    names.rename(rename);
    return null;
  }

  /**
   * The change leads to the text with the changes of both branches, or asks which one stays. One
   * that leaves the text does so for any text, and for an object that is gone.
   */
  Void change(ChangeObject change) {
    BranchState merged = context.merged();
    ElementId element = context.before().object(change.name()).orElseThrow();
    if (change.isNone()) {
      stays(change, element);
    } else if (!merged.has(element) && leavesText(change)) {
      context.plan().leaveOut();
    } else if (!merged.has(element)) {
      context.askToRestore("changes it", List.of(element), List.of());
    } else {
      change(change, element, merged.objectOf(element));
    }
    return null;
  }

  private void change(ChangeObject change, ElementId element, SqlObject there) {
    NameTranslator translator = context.translator();
    SqlObject ours =
        (leavesText(change)
                ? there
                // What it uses is merged below: the other branch may have taken a name away.
                : translator.object(context.after().objectOf(element).withUses(List.of())))
            .withName(there.name())
            .withUses(uses(there, translator, element));
    boolean disputed = !leavesText(change) && context.upstream().changedObject(element);
    boolean agreed =
        disputed
            && context.end().has(element)
            && context.end().objectOf(element).create().equals(there.create());
    Optional<MergedObject> both =
        disputed ? MergedObject.of(context, element, there, ours) : Optional.empty();
    SqlObject wanted = both.map(MergedObject::object).orElse(ours);
    if (there.equals(wanted) || agreed) {
      context.plan().leaveOut();
      return;
    }
    boolean madeAnew = change.madeAnew() || disputed && makesView(there);
    PlanStatement statement = ChangedObject.between(there, wanted, madeAnew);
    if (!translator.missing().isEmpty()) {
      context.askToRestore(
          "changes an object that uses it", translator.missing(), List.of(statement));
    } else if (!disputed
        || both.isPresent()
        || !context.askWhichChangeStays(
            element,
            context.upstream().lastMigrationChangingObject(element),
            context.upstream().after().path(element),
            "Which text stays?",
            statement)) {
      write(statement, wanted, both.stream().map(MergedObject::note).toList());
    }
  }

  private static boolean leavesText(ChangeObject change) {
    return !change.madeAnew() && change.create().isEmpty() && change.drop().isEmpty();
  }

  /**
   * The text was said to be right, or that is asked, where our branch renames or drops a name in
   * it. It is asked again about another text.
   */
  private void stays(ChangeObject change, ElementId element) {
    if (!context.merged().has(element)) {
      context.plan().leaveOut();
      return;
    }
    String name = context.merged().name(element);
    if (change.isOpen()) {
      context.plan().write(ChangeObject.open(name));
    } else if (context.upstream().changedObject(element)) {
      context
          .plan()
          .write(
              ChangeObject.open(name),
              List.of(
                  "%s changed the text of %s. Is it still right?"
                      .formatted(
                          context.upstream().lastMigrationChangingObject(element),
                          context.upstream().after().path(element))));
    } else {
      context.plan().write(ChangeObject.none(name));
    }
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
  private void write(PlanStatement statement, SqlObject wanted, List<String> notes) {
    Optional<String> question = context.questionAboutObject(wanted.create());
    if (question.isPresent()) {
      String comment = String.join(" ", notes) + " " + question.get();
      context.plan().ask(comment.strip(), List.of(statement), List.of());
    } else {
      context.plan().write(statement, notes);
    }
  }

  /**
   * What the object uses there, with what our statement adds and without what it removes. What it
   * only keeps on using may be gone from the other branch.
   */
  private List<String> uses(SqlObject there, NameTranslator translator, ElementId element) {
    BranchState merged = context.merged();
    Set<ElementId> before = used(context.before(), element);
    Set<ElementId> after = used(context.after(), element);
    SqlObject ours = context.after().objectOf(element);
    List<String> added =
        ours.uses().stream()
            .filter(name -> !before.contains(context.after().top(name).orElseThrow()))
            .toList();
    SortedSet<String> uses = new TreeSet<>(there.uses());
    before.stream()
        .filter(each -> !after.contains(each) && merged.has(each))
        .map(merged::name)
        .forEach(uses::remove);
    uses.addAll(translator.object(ours.withUses(added)).uses());
    return List.copyOf(uses);
  }

  private static Set<ElementId> used(BranchState branch, ElementId object) {
    return branch.objectOf(object).uses().stream()
        .map(name -> branch.top(name).orElseThrow())
        .collect(Collectors.toSet());
  }

  /** A view that replaces another one can only gain columns; the other text had other ones. */
  private static boolean makesView(SqlObject object) {
    return ObjectScript.of(object.create()).madeNames().stream()
        .anyMatch(made -> made.kind() == ObjectKind.VIEW);
  }
}
