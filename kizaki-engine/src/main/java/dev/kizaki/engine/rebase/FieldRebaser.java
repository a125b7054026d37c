package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rebases the statements that add, rename and drop fields. */
final class FieldRebaser {
  private final RebaseContext context;
  private final NameRebaser names;
  private final GroupRebaser groups;

  FieldRebaser(RebaseContext context, NameRebaser names, GroupRebaser groups) {
    this.context = context;
    this.names = names;
    this.groups = groups;
  }

  Void add(AddField add) {
    ElementId entity = context.after().entity(add.entity()).orElseThrow();
    ElementId element = context.after().field(add.entity(), add.field().name()).orElseThrow();
    if (context.merged().has(element)) {
      addedTwice(add, entity, element);
      return null;
    }
    NameTranslator translator = context.translator();
    String owner = translator.entity(add.entity());
    Field field = translator.definition(add.entity(), add.field());
    Optional<PlanValue> backfill = translator.given(add.field(), add.backfill());
    boolean keyApart =
        add.annotations().primaryKey()
            && context.merged().has(entity)
            && context.merged().entityOf(entity).key().isPresent();
    AddField.Annotations annotations =
        keyApart
            ? new AddField.Annotations(
                false,
                add.annotations().unique(),
                add.annotations().index(),
                add.annotations().names())
            : add.annotations();
    AddField statement = new AddField(owner, field, annotations, backfill);
    Optional<ElementId> holder =
        context.merged().has(entity)
            ? names.holderOf(ScopedName.field(entity, field.name()))
            : Optional.empty();
    if (holder.isPresent()) {
      names.askWhoKeepsName(holder.get(), statement);
    } else {
      write(add, statement, translator.missing());
    }
    if (keyApart) {
      groups.add(
          new AddKey(
              add.entity(),
              new Key(List.of(add.field().name()), add.annotations().names().primaryKey())));
    }
    return null;
  }

  private void write(AddField add, AddField statement, Set<ElementId> missing) {
    Optional<String> question = context.questionAboutSql(add.backfill());
    Optional<String> lostTarget = LostReferenceTargets.question(context, add.field());
    if (!missing.isEmpty()) {
      context.askToRestore(
          "uses it for %s.%s".formatted(add.entity(), add.field().name()),
          missing,
          List.of(statement));
    } else if (lostTarget.isPresent()) {
      context.plan().ask(lostTarget.get(), List.of(statement), List.of());
    } else if (question.isPresent()) {
      AddField open =
          new AddField(
              statement.entity(),
              statement.field(),
              statement.annotations(),
              Optional.of(new PlanValue.Unresolved()));
      context.plan().ask(question.get(), List.of(statement), List.of(open));
    } else {
      context.plan().write(statement);
    }
  }

  private void addedTwice(AddField add, ElementId entity, ElementId element) {
    BranchState merged = context.merged();
    Field there = merged.fieldOf(element);
    Field wanted = context.translator().definition(add.entity(), add.field());
    List<PlanStatement> changes = new ArrayList<>();
    if (!there.column().equals(wanted.column())) {
      changes.add(
          new RenameInDatabase(
              merged.named(element),
              merged.inDatabase(element),
              DatabaseNames.CURRENT.column(wanted)));
    }
    if (!RecordedNames.open(there)
        .withColumn(wanted.column())
        .equals(RecordedNames.changed(there, wanted))) {
      boolean newType =
          !RecordedNames.open(there).type().equals(RecordedNames.changed(there, wanted).type());
      changes.add(
          new ChangeField(
              merged.name(entity),
              there,
              wanted,
              newType ? Optional.of(new PlanValue.Unresolved()) : Optional.empty(),
              there.nullable() && !wanted.nullable()
                  ? Optional.of(new PlanValue.Unresolved())
                  : Optional.empty()));
    }
    if (!changes.isEmpty()) {
      context.askWhichStays(element, state -> state.fieldOf(element), changes);
    }
    addMissingGroups(add, entity);
    context.plan().leaveOut();
  }

  private void addMissingGroups(AddField add, ElementId entity) {
    List<String> alone = List.of(add.field().name());
    String owner = context.merged().name(entity);
    List<PlanStatement> missing = new ArrayList<>();
    if (add.annotations().unique()
        && context.merged().entityOf(entity).uniques().stream()
            .noneMatch(new Unique(alone)::hasDefinitionOf)) {
      missing.add(
          new AddUnique(owner, new Unique(alone).withNamed(add.annotations().names().unique())));
    }
    if (add.annotations().index()
        && context.merged().entityOf(entity).indexes().stream()
            .noneMatch(new Index(alone)::hasDefinitionOf)) {
      missing.add(
          new AddIndex(owner, new Index(alone).withNamed(add.annotations().names().index())));
    }
    missing.forEach(context.plan()::write);
    if (add.annotations().primaryKey()) {
      groups.add(new AddKey(add.entity(), new Key(alone, add.annotations().names().primaryKey())));
    }
  }

  Void rename(RenameField rename) {
    names.rename(rename);
    return null;
  }

  Void change(ChangeField change) {
    new FieldChangeRebaser(context).rebase(change);
    return null;
  }

  Void drop(DropField drop) {
    return new DropRebaser(context)
        .drop(
            context.before().field(drop.entity(), drop.field()).orElseThrow(),
            statement ->
                statement instanceof DropField merged ? merged.withKeep(drop.keep()) : statement,
            element ->
                Stream.concat(
                        context.upstream().newReferrers(element).stream(),
                        context.upstream().newlyComputed(element).stream())
                    .toList());
  }
}
