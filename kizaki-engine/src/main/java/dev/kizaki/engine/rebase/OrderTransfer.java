package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.shape.EnumType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order of enum values, which decides how they compare. A new value has its place between two
 * neighbours; where the other branch put something between them too, somebody has to say which
 * comes first.
 */
final class OrderTransfer {
  private final Scene scene;
  private final NameTransfer names;

  OrderTransfer(Scene scene, NameTransfer names) {
    this.scene = scene;
    this.names = names;
  }

  void add(AddEnumValue add) {
    Side merged = scene.merged();
    Thing enumType = scene.after().enumType(add.enumName()).orElseThrow();
    Thing value = scene.after().value(add.enumName(), add.value()).orElseThrow();
    if (!merged.has(enumType)) {
      scene.askToRestore("adds " + scene.after().path(value), List.of(enumType), List.of());
      return;
    }
    if (merged.has(value)) {
      addedTwice(enumType, value);
      return;
    }
    List<Thing> ours = scene.after().values(enumType);
    List<Thing> there = merged.values(enumType);
    int at = ours.indexOf(value);
    Optional<Thing> left = last(ours.subList(0, at).stream().filter(merged::has).toList());
    Optional<Thing> right =
        ours.subList(at + 1, ours.size()).stream().filter(merged::has).findFirst();
    int from = left.map(there::indexOf).orElse(-1);
    int to = right.map(there::indexOf).orElse(there.size());
    AddEnumValue statement = placed(add, enumType, left, right);
    Optional<Thing> holder = names.taken(Address.value(enumType, add.value()));
    if (holder.isPresent()) {
      names.clash(holder.get(), statement);
    } else if (to == from + 1 && !scene.other().reordered(enumType)) {
      scene.draft().write(statement);
    } else {
      List<Thing> between = from < to ? there.subList(from + 1, to) : List.of();
      scene
          .draft()
          .ask(
              samePlace(enumType, value, between),
              List.of(beside(merged, enumType, add.value(), left, true)),
              List.of(beside(merged, enumType, add.value(), right, false)));
    }
  }

  private static Optional<Thing> last(List<Thing> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  private String samePlace(Thing enumType, Thing value, List<Thing> between) {
    Side merged = scene.merged();
    String who = scene.other().who(side -> side.has(enumType) ? side.values(enumType) : List.of());
    return between.isEmpty()
        ? who
            + " changed the order of "
            + merged.path(enumType)
            + ", this migration adds "
            + scene.after().path(value)
            + ". Where does it stand?"
        : who
            + " put "
            + String.join(", ", between.stream().map(merged::path).toList())
            + " where this migration puts "
            + scene.after().path(value)
            + ". Which comes first?";
  }

  /** Written as it was, if its neighbour is still there and means the same place. */
  private AddEnumValue placed(
      AddEnumValue add, Thing enumType, Optional<Thing> left, Optional<Thing> right) {
    Side merged = scene.merged();
    if (add.position().isEmpty() && right.isEmpty()) {
      return new AddEnumValue(merged.name(enumType), add.value(), Optional.empty());
    }
    boolean before = add.position().filter(AddEnumValue.Position::before).isPresent();
    return before
        ? beside(merged, enumType, add.value(), right, false)
        : beside(merged, enumType, add.value(), left, true);
  }

  private static AddEnumValue beside(
      Side merged, Thing enumType, String value, Optional<Thing> neighbour, boolean after) {
    Optional<AddEnumValue.Position> position =
        neighbour
            .map(thing -> new AddEnumValue.Position(!after, merged.name(thing)))
            .or(() -> after ? first(merged, enumType) : Optional.empty());
    return new AddEnumValue(merged.name(enumType), value, position);
  }

  /** Before all others; the end needs no neighbour. */
  private static Optional<AddEnumValue.Position> first(Side merged, Thing enumType) {
    return Optional.of(new AddEnumValue.Position(true, merged.enumOf(enumType).values().get(0)));
  }

  private void addedTwice(Thing enumType, Thing value) {
    Side merged = scene.merged();
    List<Thing> there = merged.values(enumType);
    List<Thing> wanted = new ArrayList<>(scene.after().values(enumType));
    wanted.retainAll(there);
    List<Thing> common = new ArrayList<>(there);
    common.retainAll(wanted);
    if (wanted.equals(common)) {
      scene.draft().leaveOut();
      return;
    }
    wanted.addAll(there.stream().filter(each -> !common.contains(each)).toList());
    scene
        .draft()
        .ask(
            scene.other().who(side -> side.has(value))
                + " added "
                + merged.path(value)
                + " at another place than this migration. Where does it stand?",
            List.of(order(enumType, wanted)),
            List.of());
  }

  void reorder(ReorderEnum reorder) {
    Side merged = scene.merged();
    Thing enumType = scene.after().enumType(reorder.order().name()).orElseThrow();
    if (!merged.has(enumType)) {
      scene.askToRestore("changes its order", List.of(enumType), List.of());
      return;
    }
    List<Thing> there = merged.values(enumType);
    List<Thing> wanted = new ArrayList<>(scene.after().values(enumType));
    wanted.retainAll(there);
    List<Thing> foreign = there.stream().filter(each -> !wanted.contains(each)).toList();
    List<Thing> common = new ArrayList<>(there);
    common.removeAll(foreign);
    if (common.equals(wanted) || agreed(enumType)) {
      scene.draft().leaveOut();
      return;
    }
    boolean disputed =
        !foreign.isEmpty()
            || scene.other().reordered(enumType) && !scene.draft().asked().contains(enumType);
    wanted.addAll(foreign);
    if (disputed) {
      scene.draft().asked().add(enumType);
      scene
          .draft()
          .ask(
              scene.other().who(side -> side.has(enumType) ? side.values(enumType) : List.of())
                  + " changed the values of "
                  + merged.path(enumType)
                  + ", this migration their order. Which order stays?",
              List.of(order(enumType, wanted)),
              List.of());
    } else {
      scene.draft().write(order(enumType, wanted));
    }
  }

  /** Whether this branch ends with the order that the other one gave. */
  private boolean agreed(Thing enumType) {
    Side end = scene.end();
    if (!scene.other().reordered(enumType) || !end.has(enumType)) {
      return false;
    }
    List<Thing> theirs = new ArrayList<>(scene.other().after().values(enumType));
    List<Thing> ours = new ArrayList<>(end.values(enumType));
    theirs.retainAll(end.values(enumType));
    ours.retainAll(scene.other().after().values(enumType));
    return ours.equals(theirs);
  }

  private ReorderEnum order(Thing enumType, List<Thing> values) {
    Side merged = scene.merged();
    return new ReorderEnum(
        new EnumType(merged.name(enumType), values.stream().map(merged::name).toList()));
  }
}
