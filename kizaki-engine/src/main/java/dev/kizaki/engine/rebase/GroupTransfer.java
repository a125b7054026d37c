package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements over keys, uniques and indexes. */
final class GroupTransfer {
  private final Scene scene;

  GroupTransfer(Scene scene) {
    this.scene = scene;
  }

  Void add(AddUnique add) {
    Translation words = scene.translation();
    Unique unique = new Unique(words.group(add.entity(), add.unique()));
    return add(words, unique, new AddUnique(words.entity(add.entity()), unique));
  }

  Void add(AddIndex add) {
    Translation words = scene.translation();
    Index index = new Index(words.group(add.entity(), add.index()));
    if (!words.missing().isEmpty() && isOfReference(add)) {
      scene.draft().leaveOut();
      return null;
    }
    return add(words, index, new AddIndex(words.entity(add.entity()), index));
  }

  /** Such an index comes and goes with the reference, and asks nothing of its own. */
  private boolean isOfReference(AddIndex add) {
    return add.index().fields().size() == 1
        && scene
            .after()
            .shape()
            .field(add.entity(), add.index().fields().get(0))
            .filter(field -> field.reference().isPresent())
            .isPresent();
  }

  /** Where both branches change the key, the old one goes in the same choice. */
  Void add(AddKey add) {
    Thing entity = scene.after().entity(add.entity()).orElseThrow();
    Translation words = scene.translation();
    Key key = new Key(words.group(add.entity(), add.key()));
    AddKey statement = new AddKey(words.entity(add.entity()), key);
    String question = scene.keys().remove(entity);
    if (question == null || !scene.merged().has(entity)) {
      return add(words, key, statement);
    }
    List<PlanStatement> either =
        new ArrayList<>(Restoration.of(words.missing(), scene.after(), scene.merged()));
    if (scene.merged().entityOf(entity).key().isPresent()) {
      either.add(new DropKey(scene.merged().name(entity)));
    }
    either.add(statement);
    scene.draft().ask(question, either, List.of());
    return null;
  }

  private Void add(Translation words, FieldGroup group, PlanStatement statement) {
    if (!words.missing().isEmpty()) {
      scene.askToRestore(
          "puts a key, unique or index over it", words.missing(), List.of(statement));
    } else if (isThere(entityOf(statement), group)) {
      scene.draft().leaveOut();
    } else {
      scene.draft().write(statement);
    }
    return null;
  }

  private Optional<Entity> entityOf(PlanStatement statement) {
    String name =
        statement instanceof AddUnique add
            ? add.entity()
            : statement instanceof AddIndex add ? add.entity() : ((AddKey) statement).entity();
    return scene.merged().shape().entity(name);
  }

  private static boolean isThere(Optional<Entity> entity, FieldGroup group) {
    return entity.filter(each -> each.groups().anyMatch(group::equals)).isPresent();
  }

  Void drop(DropUnique drop) {
    Translation words = scene.translation();
    Unique unique = new Unique(words.group(drop.entity(), drop.unique()));
    return drop(
        words,
        scene.before().entity(drop.entity()).orElseThrow(),
        unique,
        new DropUnique(words.entity(drop.entity()), unique));
  }

  Void drop(DropIndex drop) {
    Translation words = scene.translation();
    Index index = new Index(words.group(drop.entity(), drop.index()));
    return drop(
        words,
        scene.before().entity(drop.entity()).orElseThrow(),
        index,
        new DropIndex(words.entity(drop.entity()), index));
  }

  private Void drop(Translation words, Thing entity, FieldGroup group, PlanStatement statement) {
    Side merged = scene.merged();
    boolean there =
        words.missing().isEmpty() && isThere(Optional.of(merged.entityOf(entity)), group);
    if (!there) {
      scene.draft().leaveOut();
      return null;
    }
    Optional<String> referred =
        group instanceof Unique ? referred(entity, group) : Optional.empty();
    if (referred.isPresent()) {
      scene.draft().ask(referred.get(), List.of(statement), List.of());
    } else {
      scene.draft().write(statement);
    }
    return null;
  }

  Void drop(DropKey drop) {
    Thing entity = scene.before().entity(drop.entity()).orElseThrow();
    Side merged = scene.merged();
    OtherSide other = scene.other();
    if (!merged.has(entity)) {
      scene.draft().leaveOut();
      return null;
    }
    if (other.changedKey(entity) && !scene.draft().asked().contains(entity)) {
      boolean agreed =
          scene.end().has(entity) && scene.end().key(entity).equals(other.after().key(entity));
      if (agreed) {
        scene.draft().leaveOut();
      } else {
        scene
            .keys()
            .put(
                entity,
                other.who(side -> side.has(entity) ? side.key(entity) : Optional.empty())
                    + " changed the key of "
                    + other.after().path(entity)
                    + ", and so does this migration. Which key stays?");
      }
      return null;
    }
    Optional<String> referred =
        scene.before().entityOf(entity).key().flatMap(key -> referred(entity, key));
    if (referred.isPresent()) {
      scene.keys().put(entity, referred.get());
    } else {
      scene.draft().write(new DropKey(merged.name(entity)));
    }
    return null;
  }

  /** The question, if the other branch refers to the one field of the group. */
  private Optional<String> referred(Thing entity, FieldGroup group) {
    Side merged = scene.merged();
    if (group.fields().size() != 1) {
      return Optional.empty();
    }
    return scene
        .before()
        .at(Address.field(entity, group.fields().get(0)))
        .or(() -> merged.at(Address.field(entity, group.fields().get(0))))
        .filter(field -> !scene.end().has(field) || !scene.end().isReferable(field))
        .flatMap(
            field ->
                scene.other().newReferrers(field).stream()
                    .filter(merged::has)
                    .findFirst()
                    .map(
                        referrer ->
                            scene.other().who(side -> side.has(referrer))
                                + " refers to "
                                + merged.path(field)
                                + " from "
                                + merged.path(referrer)
                                + ", this migration takes key or unique from it. Does it go?"));
  }
}
