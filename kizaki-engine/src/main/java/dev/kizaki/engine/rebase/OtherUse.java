package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Index;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the other branch did with a thing that this one drops: enough to ask whether it may go. */
final class OtherUse {
  /** A key, a unique or an index, whatever its fields are called. */
  private record Group(Class<?> kind, List<Thing> members) {}

  private final OtherSide other;
  private final Side base;
  private final Side after;
  private final Set<Thing> asked;

  OtherUse(OtherSide other, Set<Thing> asked) {
    this.other = other;
    this.base = other.base();
    this.after = other.after();
    this.asked = asked;
  }

  Optional<String> of(Thing thing) {
    Stream<Optional<String>> uses =
        switch (base.address(thing).kind()) {
          case FIELD -> Stream.of(renamed(thing), changed(thing), grouped(thing), referred(thing));
          case ENTITY ->
              Stream.concat(
                  Stream.of(renamed(thing), groups(thing), referred(thing)),
                  after.children(thing).stream()
                      .filter(field -> !asked.contains(field))
                      .flatMap(field -> Stream.of(added(field), renamed(field), changed(field))));
          case ENUM ->
              Stream.concat(
                  Stream.of(renamed(thing), used(thing), reordered(thing)),
                  after.children(thing).stream()
                      .filter(value -> !asked.contains(value))
                      .flatMap(value -> Stream.of(added(value), renamed(value))));
          case VALUE -> Stream.of(renamed(thing), defaulted(thing));
        };
    return uses.flatMap(Optional::stream).findFirst();
  }

  private Optional<String> renamed(Thing thing) {
    return other.renamed(thing) ? Optional.of(rename(thing)) : Optional.empty();
  }

  private String rename(Thing thing) {
    return other.who(side -> side.has(thing) ? side.name(thing) : "")
        + " renamed "
        + base.path(thing)
        + " to "
        + after.path(thing);
  }

  private Optional<String> added(Thing thing) {
    return other.added(thing)
        ? Optional.of(other.who(side -> side.has(thing)) + " added " + after.path(thing))
        : Optional.empty();
  }

  private Optional<String> changed(Thing field) {
    for (Attribute attribute : Attribute.values()) {
      if (other.changed(field, attribute)) {
        return Optional.of(
            who(field, attribute)
                + " changed the "
                + attribute.word()
                + " of "
                + after.path(field));
      }
    }
    return Optional.empty();
  }

  private String who(Thing field, Attribute attribute) {
    return other.who(
        side -> side.has(field) ? attribute.of(side, side.fieldOf(field)) : Optional.empty());
  }

  /** A new key, unique or index with the field in it. */
  private Optional<String> grouped(Thing field) {
    Thing entity = base.owner(field);
    if (!base.has(entity) || !after.has(entity)) {
      return Optional.empty();
    }
    List<Group> before = groupsOf(base, entity);
    return groupsOf(after, entity).stream()
        .filter(group -> group.members().contains(field) && !before.contains(group))
        .findFirst()
        .map(group -> grouping(entity, group));
  }

  private Optional<String> groups(Thing entity) {
    List<Group> before = groupsOf(base, entity);
    return groupsOf(after, entity).stream()
        .filter(group -> !before.contains(group))
        .findFirst()
        .map(group -> grouping(entity, group));
  }

  private String grouping(Thing entity, Group group) {
    return other.who(side -> side.has(entity) && groupsOf(side, entity).contains(group))
        + " put a key, unique or index over "
        + String.join(", ", group.members().stream().map(after::path).toList());
  }

  /** Without the indexes that come and go with references. */
  private static List<Group> groupsOf(Side side, Thing entity) {
    Entity found = side.entityOf(entity);
    return found
        .groups()
        .filter(group -> !(group instanceof Index index && isOfReference(found, index)))
        .map(group -> new Group(group.getClass(), side.members(entity, group)))
        .toList();
  }

  private static boolean isOfReference(Entity entity, Index index) {
    return index.fields().size() == 1
        && entity.field(index.fields().get(0)).filter(f -> f.reference().isPresent()).isPresent();
  }

  private Optional<String> referred(Thing target) {
    return other.newReferrers(target).stream()
        .filter(field -> !asked.contains(field))
        .findFirst()
        .map(
            field ->
                other.who(
                        side ->
                            side.has(target)
                                && side.has(field)
                                && side.referrers(target).toList().contains(field))
                    + " refers to "
                    + after.path(target)
                    + " from "
                    + after.path(field));
  }

  private Optional<String> used(Thing enumType) {
    return other.newUsers(enumType).stream()
        .filter(field -> !asked.contains(field))
        .findFirst()
        .map(
            field ->
                other.who(
                        side ->
                            side.has(enumType)
                                && side.has(field)
                                && side.usersOf(enumType).toList().contains(field))
                    + " gives "
                    + after.path(field)
                    + " the type "
                    + after.path(enumType));
  }

  private Optional<String> reordered(Thing enumType) {
    return other.reordered(enumType)
        ? Optional.of(
            other.who(side -> side.has(enumType) ? side.values(enumType) : List.of())
                + " changed the order of "
                + after.path(enumType))
        : Optional.empty();
  }

  private Optional<String> defaulted(Thing value) {
    return other.newDefaults(value).stream()
        .filter(field -> !asked.contains(field))
        .findFirst()
        .map(
            field ->
                who(field, Attribute.DEFAULT)
                    + " made "
                    + after.path(value)
                    + " the default of "
                    + after.path(field));
  }
}
