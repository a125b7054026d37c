package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names: what is renamed by both branches, and a name that both give away. */
final class NameTransfer {
  private final Scene scene;

  NameTransfer(Scene scene) {
    this.scene = scene;
  }

  /** A rename, of whatever kind of thing. */
  void rename(Thing thing, String to) {
    Side merged = scene.merged();
    String path = scene.after().path(thing);
    if (!merged.has(thing)) {
      scene.askToRestore("renames it to " + path, List.of(thing), List.of());
      return;
    }
    String now = merged.name(thing);
    if (now.equals(to) || agreed(thing)) {
      scene.draft().leaveOut();
      return;
    }
    PlanStatement statement = renaming(merged, thing, to);
    if (scene.other().renamed(thing) && scene.draft().asked().add(thing)) {
      scene.draft().ask(twoNames(thing, path), List.of(statement), List.of());
      return;
    }
    taken(merged.address(thing).withName(to))
        .ifPresentOrElse(other -> clash(other, statement), () -> scene.draft().write(statement));
  }

  /** Whether this branch ends with the name that the other one gave. */
  private boolean agreed(Thing thing) {
    return scene.other().renamed(thing)
        && scene.end().has(thing)
        && scene.end().name(thing).equals(scene.other().after().name(thing));
  }

  private String twoNames(Thing thing, String path) {
    OtherSide other = scene.other();
    return other.who(side -> side.has(thing) ? side.name(thing) : "")
        + " renamed "
        + other.base().path(thing)
        + " to "
        + other.after().path(thing)
        + ", this migration to "
        + path
        + ". Which name stays?";
  }

  /** Who has the name on the new base; entities and enums share one set of names. */
  Optional<Thing> taken(Address wanted) {
    Side merged = scene.merged();
    return wanted.owner() == Thing.SCHEMA
        ? Stream.of(merged.entity(wanted.name()), merged.enumType(wanted.name()))
            .flatMap(Optional::stream)
            .findFirst()
        : merged.at(wanted);
  }

  /** The name that a statement needs is another thing's now. */
  void clash(Thing holder, PlanStatement statement) {
    Side merged = scene.merged();
    OtherSide other = scene.other();
    boolean renamed = other.renamed(holder);
    String comment =
        other.who(side -> side.has(holder) ? side.name(holder) : "")
            + (renamed
                ? " renamed " + other.base().path(holder) + " to " + merged.path(holder)
                : " added another " + merged.path(holder))
            + ", a name that this migration gives away too. Which of them has it?";
    PlanStatement aside =
        renamed ? renaming(merged, holder, other.base().name(holder)) : dropping(merged, holder);
    scene.draft().asked().add(holder);
    scene.draft().ask(comment, List.of(aside, statement), List.of());
  }

  static PlanStatement renaming(Side side, Thing thing, String to) {
    Address address = side.address(thing);
    return switch (address.kind()) {
      case ENTITY -> new RenameEntity(address.name(), to);
      case ENUM -> new RenameEnum(address.name(), to);
      case FIELD -> new RenameField(side.name(address.owner()), address.name(), to);
      case VALUE -> new RenameEnumValue(side.name(address.owner()), address.name(), to);
    };
  }

  static PlanStatement dropping(Side side, Thing thing) {
    Address address = side.address(thing);
    return switch (address.kind()) {
      case ENTITY -> new DropEntity(address.name());
      case ENUM -> new DropEnum(address.name());
      case FIELD -> new DropField(side.name(address.owner()), address.name());
      case VALUE ->
          new DropEnumValue(
              side.name(address.owner()), address.name(), new DropEnumValue.Unresolved());
    };
  }
}
