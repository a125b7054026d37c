package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
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
      question(entity)
          .ifPresentOrElse(
              question -> context.plan().ask(question, List.of(statement), List.of()),
              () -> context.plan().write(statement));
    }
    return null;
  }

  /** The question about SQL of its indexes. */
  private Optional<String> question(Entity entity) {
    return entity
        .groups()
        .flatMap(group -> group.expressions().stream())
        .flatMap(each -> context.questionAboutSql(each.text()).stream())
        .findFirst();
  }

  private void addedTwice(ElementId element, Entity wanted) {
    if (isSame(context.merged().entityOf(element), wanted)) {
      context.plan().leaveOut();
      return;
    }
    context.askWhichStays(
        element,
        state -> state.entityOf(element),
        DefinitionDiff.entity(context.merged().shape(), wanted));
  }

  private static boolean isSame(Entity one, Entity other) {
    Set<Field> fields = one.fields().stream().collect(Collectors.toSet());
    return fields.equals(other.fields().stream().collect(Collectors.toSet()))
        && one.table().equals(other.table())
        && one.key().equals(other.key())
        && one.uniques().equals(other.uniques())
        && one.indexes().equals(other.indexes())
        && one.references().equals(other.references());
  }

  Void rename(RenameEntity rename) {
    names.rename(rename);
    return null;
  }

  Void drop(DropEntity drop) {
    return new DropRebaser(context)
        .drop(
            context.before().entity(drop.entity()).orElseThrow(), context.upstream()::newReferrers);
  }
}
