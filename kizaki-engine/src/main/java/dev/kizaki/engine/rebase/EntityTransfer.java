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

/** Statements over whole entities. */
final class EntityTransfer {
  private final Scene scene;
  private final NameTransfer names;

  EntityTransfer(Scene scene, NameTransfer names) {
    this.scene = scene;
    this.names = names;
  }

  Void add(AddEntity add) {
    Thing thing = scene.after().entity(add.entity().name()).orElseThrow();
    Translation words = scene.translation();
    Entity entity = words.entity(add.entity());
    words.missing().remove(thing);
    words.missing().removeAll(scene.after().children(thing));
    AddEntity statement = new AddEntity(entity);
    if (scene.merged().has(thing)) {
      addedTwice(thing, statement.entity());
      return null;
    }
    Optional<Thing> holder = names.taken(Address.entity(entity.name()));
    if (holder.isPresent()) {
      names.clash(holder.get(), statement);
    } else if (!words.missing().isEmpty()) {
      scene.askToRestore("uses it in " + add.entity().name(), words.missing(), List.of(statement));
    } else {
      scene.draft().write(statement);
    }
    return null;
  }

  private void addedTwice(Thing thing, Entity wanted) {
    Entity there = scene.merged().entityOf(thing);
    if (isSame(there, wanted)) {
      scene.draft().leaveOut();
      return;
    }
    scene
        .draft()
        .ask(
            scene.other().who(side -> side.has(thing) ? side.entityOf(thing) : "")
                + " added another "
                + there.name()
                + " than this migration. Which one stays?",
            Towards.entity(scene.merged().shape(), wanted),
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
    names.rename(scene.before().entity(rename.from()).orElseThrow(), rename.to());
    return null;
  }

  Void drop(DropEntity drop) {
    Thing thing = scene.before().entity(drop.entity()).orElseThrow();
    Side merged = scene.merged();
    if (!merged.has(thing)) {
      scene.draft().leaveOut();
      return null;
    }
    DropEntity statement = new DropEntity(merged.name(thing));
    Optional<String> use = scene.other().use(thing, scene.draft().asked());
    if (use.isEmpty()) {
      scene.draft().write(statement);
      return null;
    }
    List<PlanStatement> either = new ArrayList<>();
    for (Thing referrer : scene.other().newReferrers(thing)) {
      if (merged.has(referrer) && merged.owner(referrer) != thing) {
        either.add(NameTransfer.dropping(merged, referrer));
      }
    }
    either.add(statement);
    scene
        .draft()
        .ask(
            use.get() + ", this migration drops " + drop.entity() + ". Does it go?",
            either,
            List.of());
    scene.draft().asked().add(thing);
    return null;
  }
}
