package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.shape.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code change} states a field in full, before and after. What it means is the attributes that
 * differ: those are changed on the new base, and all others stay as the other branch left them.
 */
final class ChangeTransfer {
  private final Scene scene;

  ChangeTransfer(Scene scene) {
    this.scene = scene;
  }

  void move(ChangeField change) {
    Thing thing = scene.after().field(change.entity(), change.after().name()).orElseThrow();
    if (!scene.merged().has(thing)) {
      scene.askToRestore("changes it", List.of(thing), List.of());
      return;
    }
    Translation words = scene.translation();
    Field there = scene.merged().fieldOf(thing);
    Field wanted = words.definition(change.after()).withName(there.name());
    Field ours = there;
    Field theirs = there;
    List<Attribute> disputed = new ArrayList<>();
    for (Attribute attribute : Attribute.values()) {
      if (isDone(thing, attribute, change)) {
        continue;
      }
      ours = attribute.copied(wanted, ours);
      if (isDisputed(thing, attribute)) {
        disputed.add(attribute);
      } else {
        theirs = attribute.copied(wanted, theirs);
      }
    }
    if (ours.equals(there)) {
      scene.draft().leaveOut();
      return;
    }
    ChangeField statement = statement(thing, there, ours, change, words);
    if (!words.missing().isEmpty()) {
      scene.askToRestore(
          "uses it for " + scene.after().path(thing), words.missing(), List.of(statement));
    } else if (!disputed.isEmpty()) {
      scene.draft().asked().add(thing);
      scene
          .draft()
          .ask(
              twice(thing, disputed),
              List.of(statement),
              theirs.equals(there)
                  ? List.of()
                  : List.of(statement(thing, there, theirs, change, words)));
    } else {
      writeUnlessUnsure(statement, change);
    }
  }

  private void writeUnlessUnsure(ChangeField statement, ChangeField change) {
    Optional<String> unsure =
        scene
            .mentioned(change.using())
            .or(() -> scene.mentioned(change.backfill()))
            .map(Scene::unsureOf)
            .or(() -> Closed.by(scene, change.after()));
    if (unsure.isPresent()) {
      scene.draft().ask(unsure.get(), List.of(statement), List.of());
    } else {
      scene.draft().write(statement);
    }
  }

  /** Whether the statement leaves the attribute alone, or the new base has it so already. */
  private boolean isDone(Thing thing, Attribute attribute, ChangeField change) {
    Side before = scene.before();
    if (attribute.of(before, change.before()).equals(attribute.of(before, change.after()))) {
      return true;
    }
    Object there = attribute.of(scene.merged(), scene.merged().fieldOf(thing));
    boolean agreed =
        scene.other().changed(thing, attribute)
            && scene.end().has(thing)
            && attribute.of(scene.end(), scene.end().fieldOf(thing)).equals(there);
    return agreed || attribute.of(scene.after(), change.after()).equals(there);
  }

  private boolean isDisputed(Thing thing, Attribute attribute) {
    return scene.other().changed(thing, attribute) && !scene.draft().asked().contains(thing);
  }

  private ChangeField statement(
      Thing thing, Field there, Field after, ChangeField change, Translation words) {
    boolean newType = !Attribute.TYPE.copied(after, there).equals(there);
    return new ChangeField(
        scene.merged().name(scene.merged().owner(thing)),
        there,
        after,
        newType ? words.given(change.after(), change.using()) : Optional.empty(),
        words.given(change.after(), change.backfill()));
  }

  private String twice(Thing thing, List<Attribute> disputed) {
    Attribute first = disputed.get(0);
    return scene
            .other()
            .who(side -> side.has(thing) ? first.of(side, side.fieldOf(thing)) : Optional.empty())
        + " changed the "
        + String.join(" and ", disputed.stream().map(Attribute::word).toList())
        + " of "
        + scene.other().after().path(thing)
        + ", and so does this migration. Which one stays?";
  }
}
