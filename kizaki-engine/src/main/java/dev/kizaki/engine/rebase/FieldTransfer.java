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
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Statements over fields, but for {@code change}, which is {@link ChangeTransfer}'s. */
final class FieldTransfer {
  private final Scene scene;
  private final NameTransfer names;
  private final GroupTransfer groups;

  FieldTransfer(Scene scene, NameTransfer names, GroupTransfer groups) {
    this.scene = scene;
    this.names = names;
    this.groups = groups;
  }

  Void add(AddField add) {
    Thing entity = scene.after().entity(add.entity()).orElseThrow();
    Thing thing = scene.after().field(add.entity(), add.field().name()).orElseThrow();
    if (scene.merged().has(thing)) {
      addedTwice(add, entity, thing);
      return null;
    }
    Translation words = scene.translation();
    String owner = words.entity(add.entity());
    Field field = words.definition(add.field());
    Optional<PlanValue> backfill = words.given(add.field(), add.backfill());
    boolean keyApart =
        add.annotations().primaryKey()
            && scene.merged().has(entity)
            && scene.merged().entityOf(entity).key().isPresent();
    AddField.Annotations annotations =
        keyApart
            ? new AddField.Annotations(false, add.annotations().unique(), add.annotations().index())
            : add.annotations();
    AddField statement = new AddField(owner, field, annotations, backfill);
    Optional<Thing> holder =
        scene.merged().has(entity)
            ? names.taken(Address.field(entity, field.name()))
            : Optional.empty();
    if (holder.isPresent()) {
      names.clash(holder.get(), statement);
    } else {
      write(add, statement, words.missing());
    }
    if (keyApart) {
      groups.add(new AddKey(add.entity(), new Key(List.of(add.field().name()))));
    }
    return null;
  }

  private void write(AddField add, AddField statement, Set<Thing> missing) {
    Optional<String> mention = scene.mentioned(add.backfill());
    Optional<String> closed = closed(add.field());
    if (!missing.isEmpty()) {
      scene.askToRestore(
          "uses it for " + add.entity() + "." + add.field().name(), missing, List.of(statement));
    } else if (closed.isPresent()) {
      scene.draft().ask(closed.get(), List.of(statement), List.of());
    } else if (mention.isPresent()) {
      AddField open =
          new AddField(
              statement.entity(),
              statement.field(),
              statement.annotations(),
              Optional.of(new PlanValue.Unresolved()));
      scene.draft().ask(Scene.unsureOf(mention.get()), List.of(statement), List.of(open));
    } else {
      scene.draft().write(statement);
    }
  }

  /** A reference to a field that the other branch took key or unique from. */
  private Optional<String> closed(Field field) {
    return Closed.by(scene, field);
  }

  private void addedTwice(AddField add, Thing entity, Thing thing) {
    Side merged = scene.merged();
    Field there = merged.fieldOf(thing);
    Field wanted = scene.translation().definition(add.field());
    if (!there.equals(wanted)) {
      boolean newType = !there.type().equals(wanted.type());
      PlanStatement change =
          new ChangeField(
              merged.name(entity),
              there,
              wanted,
              newType ? Optional.of(new PlanValue.Unresolved()) : Optional.empty(),
              there.nullable() && !wanted.nullable()
                  ? Optional.of(new PlanValue.Unresolved())
                  : Optional.empty());
      scene
          .draft()
          .ask(
              scene.other().who(side -> side.has(thing) ? side.fieldOf(thing) : "")
                  + " added another "
                  + merged.path(thing)
                  + " than this migration. Which one stays?",
              List.of(change),
              List.of());
    }
    addMissingGroups(add, entity);
    scene.draft().leaveOut();
  }

  private void addMissingGroups(AddField add, Thing entity) {
    List<String> alone = List.of(add.field().name());
    String owner = scene.merged().name(entity);
    List<PlanStatement> missing = new ArrayList<>();
    if (add.annotations().unique()
        && !scene.merged().entityOf(entity).uniques().contains(new Unique(alone))) {
      missing.add(new AddUnique(owner, new Unique(alone)));
    }
    if (add.annotations().index()
        && !scene.merged().entityOf(entity).indexes().contains(new Index(alone))) {
      missing.add(new AddIndex(owner, new Index(alone)));
    }
    missing.forEach(scene.draft()::write);
    if (add.annotations().primaryKey()) {
      groups.add(new AddKey(add.entity(), new Key(alone)));
    }
  }

  Void rename(RenameField rename) {
    names.rename(scene.before().field(rename.entity(), rename.from()).orElseThrow(), rename.to());
    return null;
  }

  Void change(ChangeField change) {
    new ChangeTransfer(scene).move(change);
    return null;
  }

  Void drop(DropField drop) {
    Thing thing = scene.before().field(drop.entity(), drop.field()).orElseThrow();
    Side merged = scene.merged();
    if (!merged.has(thing)) {
      scene.draft().leaveOut();
      return null;
    }
    PlanStatement statement = NameTransfer.dropping(merged, thing);
    Optional<String> use = scene.other().use(thing, scene.draft().asked());
    if (use.isEmpty()) {
      scene.draft().write(statement);
      return null;
    }
    List<PlanStatement> either = new ArrayList<>();
    for (Thing referrer : scene.other().newReferrers(thing)) {
      if (merged.has(referrer) && referrer != thing) {
        either.add(NameTransfer.dropping(merged, referrer));
      }
    }
    either.add(statement);
    scene.draft().asked().add(thing);
    scene
        .draft()
        .ask(
            use.get() + ", this migration drops " + scene.before().path(thing) + ". Does it go?",
            either,
            List.of());
    return null;
  }
}
