package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.shape.EnumType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rebases the statements that decide the order of enum values, and so how they compare. A new value
 * has its place between two neighbours. If the upstream branch added a value between them too, the
 * plan asks which one comes first.
 */
final class EnumOrderRebaser {
  private final RebaseContext context;
  private final NameRebaser names;

  EnumOrderRebaser(RebaseContext context, NameRebaser names) {
    this.context = context;
    this.names = names;
  }

  void add(AddEnumValue add) {
    BranchState merged = context.merged();
    ElementId enumType = context.after().enumType(add.enumName()).orElseThrow();
    ElementId value = context.after().value(add.enumName(), add.value()).orElseThrow();
    if (!merged.has(enumType)) {
      context.askToRestore(
          "adds %s".formatted(context.after().path(value)), List.of(enumType), List.of());
      return;
    }
    if (merged.has(value)) {
      addedTwice(enumType, value);
      return;
    }
    List<ElementId> ours = context.after().values(enumType);
    List<ElementId> there = merged.values(enumType);
    int at = ours.indexOf(value);
    Optional<ElementId> left = last(ours.subList(0, at).stream().filter(merged::has).toList());
    Optional<ElementId> right =
        ours.subList(at + 1, ours.size()).stream().filter(merged::has).findFirst();
    int from = left.map(there::indexOf).orElse(-1);
    int to = right.map(there::indexOf).orElse(there.size());
    AddEnumValue statement = placed(add, enumType, left, right);
    Optional<ElementId> holder = names.holderOf(ScopedName.value(enumType, add.value()));
    if (holder.isPresent()) {
      names.askWhoKeepsName(holder.get(), statement);
    } else if (to == from + 1 && !context.upstream().reordered(enumType)) {
      context.plan().write(statement);
    } else {
      List<ElementId> between = from < to ? there.subList(from + 1, to) : List.of();
      context
          .plan()
          .ask(
              placeQuestion(enumType, value, between),
              List.of(nextTo(merged, enumType, add, left, true)),
              List.of(nextTo(merged, enumType, add, right, false)));
    }
  }

  private static Optional<ElementId> last(List<ElementId> all) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  private String placeQuestion(ElementId enumType, ElementId value, List<ElementId> between) {
    BranchState merged = context.merged();
    String migration = context.upstream().lastMigrationChangingValues(enumType);
    return between.isEmpty()
        ? "%s changed the order of %s, this migration adds %s. Where does it stand?"
            .formatted(migration, merged.path(enumType), context.after().path(value))
        : "%s put %s where this migration puts %s. Which comes first?"
            .formatted(
                migration,
                String.join(", ", between.stream().map(merged::path).toList()),
                context.after().path(value));
  }

  /** The statement with the neighbour that it had, if that is still there. */
  private AddEnumValue placed(
      AddEnumValue add, ElementId enumType, Optional<ElementId> left, Optional<ElementId> right) {
    BranchState merged = context.merged();
    if (add.position().isEmpty() && right.isEmpty()) {
      return new AddEnumValue(merged.name(enumType), add.value(), add.label(), Optional.empty());
    }
    boolean before = add.position().filter(AddEnumValue.Position::before).isPresent();
    return before
        ? nextTo(merged, enumType, add, right, false)
        : nextTo(merged, enumType, add, left, true);
  }

  private static AddEnumValue nextTo(
      BranchState merged,
      ElementId enumType,
      AddEnumValue add,
      Optional<ElementId> neighbour,
      boolean after) {
    Optional<AddEnumValue.Position> position =
        neighbour
            .map(element -> new AddEnumValue.Position(!after, merged.name(element)))
            .or(() -> after ? first(merged, enumType) : Optional.empty());
    return new AddEnumValue(merged.name(enumType), add.value(), add.label(), position);
  }

  /** The place before all other values. The place after all others needs no neighbour. */
  private static Optional<AddEnumValue.Position> first(BranchState merged, ElementId enumType) {
    return Optional.of(new AddEnumValue.Position(true, merged.enumOf(enumType).values().get(0)));
  }

  private void addedTwice(ElementId enumType, ElementId value) {
    BranchState merged = context.merged();
    List<ElementId> there = merged.values(enumType);
    List<ElementId> wanted = new ArrayList<>(context.after().values(enumType));
    wanted.retainAll(there);
    List<ElementId> common = new ArrayList<>(there);
    common.retainAll(wanted);
    if (wanted.equals(common)) {
      context.plan().leaveOut();
      return;
    }
    wanted.addAll(there.stream().filter(each -> !common.contains(each)).toList());
    context
        .plan()
        .ask(
            "%s added %s at another place than this migration. Where does it stand?"
                .formatted(
                    context.upstream().lastMigrationAddingOrDropping(value), merged.path(value)),
            List.of(order(enumType, wanted)),
            List.of());
  }

  void reorder(ReorderEnum reorder) {
    BranchState merged = context.merged();
    ElementId enumType = context.after().enumType(reorder.order().name()).orElseThrow();
    if (!merged.has(enumType)) {
      context.askToRestore("changes its order", List.of(enumType), List.of());
      return;
    }
    List<ElementId> there = merged.values(enumType);
    List<ElementId> wanted = new ArrayList<>(context.after().values(enumType));
    wanted.retainAll(there);
    List<ElementId> others = there.stream().filter(each -> !wanted.contains(each)).toList();
    List<ElementId> common = new ArrayList<>(there);
    common.removeAll(others);
    if (common.equals(wanted) || agreed(enumType)) {
      context.plan().leaveOut();
      return;
    }
    boolean disputed =
        !others.isEmpty()
            || context.upstream().reordered(enumType) && !context.plan().asked().contains(enumType);
    wanted.addAll(others);
    if (disputed) {
      context.plan().asked().add(enumType);
      context
          .plan()
          .ask(
              "%s changed the values of %s, this migration their order. Which order stays?"
                  .formatted(
                      context.upstream().lastMigrationChangingValues(enumType),
                      merged.path(enumType)),
              List.of(order(enumType, wanted)),
              List.of());
    } else {
      context.plan().write(order(enumType, wanted));
    }
  }

  /** Whether our branch ends with the order of the upstream branch. */
  private boolean agreed(ElementId enumType) {
    BranchState end = context.end();
    if (!context.upstream().reordered(enumType) || !end.has(enumType)) {
      return false;
    }
    List<ElementId> theirs = new ArrayList<>(context.upstream().after().values(enumType));
    List<ElementId> ours = new ArrayList<>(end.values(enumType));
    theirs.retainAll(end.values(enumType));
    ours.retainAll(context.upstream().after().values(enumType));
    return ours.equals(theirs);
  }

  private ReorderEnum order(ElementId enumType, List<ElementId> values) {
    BranchState merged = context.merged();
    return new ReorderEnum(
        new EnumType(merged.name(enumType), values.stream().map(merged::name).toList()));
  }
}
