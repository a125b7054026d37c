package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Rebases the statements that add, rename and drop entities. */
final class EntityRebaser {
  private final RebaseContext context;
  private final NameRebaser names;

  EntityRebaser(RebaseContext context, NameRebaser names) {
    this.context = context;
    this.names = names;
  }

  Void add(AddEntity add) {
    ElementId element = context.after().entity(add.entity().name()).orElseThrow();
    NameTranslator translator = context.translator();
    Entity entity = translator.entity(add.entity());
    translator.missing().remove(element);
    translator.missing().removeAll(context.after().children(element));
    AddEntity statement = new AddEntity(entity);
    if (context.merged().has(element)) {
      addedTwice(element, statement.entity());
      return null;
    }
    Optional<ElementId> holder = names.holderOf(ScopedName.entity(entity.name()));
    if (holder.isPresent()) {
      names.askWhoKeepsName(holder.get(), statement);
    } else if (!translator.missing().isEmpty()) {
      context.askToRestore(
          "uses it in %s".formatted(add.entity().name()), translator.missing(), List.of(statement));
    } else {
      context.plan().write(statement);
    }
    return null;
  }

  private void addedTwice(ElementId element, Entity wanted) {
    Entity there = context.merged().entityOf(element);
    if (isSame(there, wanted)) {
      context.plan().leaveOut();
      return;
    }
    context
        .plan()
        .ask(
            "%s added another %s than this migration. Which one stays?"
                .formatted(
                    context
                        .upstream()
                        .lastMigrationChanging(
                            state -> state.has(element) ? state.entityOf(element) : ""),
                    there.name()),
            DefinitionDiff.entity(context.merged().shape(), wanted),
            List.of());
  }

  private static boolean isSame(Entity one, Entity other) {
    Set<Field> fields = one.fields().stream().collect(Collectors.toSet());
    return fields.equals(other.fields().stream().collect(Collectors.toSet()))
        && one.key().equals(other.key())
        && one.uniques().equals(other.uniques())
        && one.indexes().equals(other.indexes());
  }

  Void rename(RenameEntity rename) {
    names.rename(context.before().entity(rename.from()).orElseThrow(), rename.to());
    return null;
  }

  Void drop(DropEntity drop) {
    ElementId element = context.before().entity(drop.entity()).orElseThrow();
    BranchState merged = context.merged();
    if (!merged.has(element)) {
      context.plan().leaveOut();
      return null;
    }
    DropEntity statement = new DropEntity(merged.name(element));
    Optional<String> use = context.upstream().use(element, context.plan().asked());
    if (use.isEmpty()) {
      context.plan().write(statement);
      return null;
    }
    List<PlanStatement> either = new ArrayList<>();
    for (ElementId referrer : context.upstream().newReferrers(element)) {
      if (merged.has(referrer) && merged.owner(referrer) != element) {
        either.add(ElementStatements.drop(merged, referrer));
      }
    }
    either.add(statement);
    context
        .plan()
        .ask(
            "%s, this migration drops %s. Does it go?".formatted(use.get(), drop.entity()),
            either,
            List.of());
    context.plan().asked().add(element);
    return null;
  }
}
