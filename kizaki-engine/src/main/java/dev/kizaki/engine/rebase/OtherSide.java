package dev.kizaki.engine.rebase;

import dev.kizaki.engine.plan.PlanStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the other branch did to the things that both started with, and in which migration. */
final class OtherSide {
  /** The state after one of its migrations. */
  private record Step(String migration, Side after) {}

  private final Side base;
  private final List<Step> steps;

  private OtherSide(Side base, List<Step> steps) {
    this.base = base;
    this.steps = steps;
  }

  /**
   * @throws dev.kizaki.engine.replay.PlanFault when a plan does not fit
   */
  static OtherSide of(Side base, List<SideMigration> migrations) {
    List<Step> steps = new java.util.ArrayList<>();
    Side state = base;
    for (SideMigration migration : migrations) {
      state = state.copy();
      List<PlanStatement> statements = migration.firstChoices();
      for (int i = 0; i < statements.size(); i++) {
        state.apply(statements.get(i), statements.subList(i + 1, statements.size()), state);
      }
      steps.add(new Step(migration.name(), state));
    }
    return new OtherSide(base, steps);
  }

  Side base() {
    return base;
  }

  Side after() {
    return steps.isEmpty() ? base : steps.get(steps.size() - 1).after();
  }

  /** The last migration that made a difference to what is asked; else the last one. */
  String who(Function<Side, Object> question) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      Side before = i == 0 ? base : steps.get(i - 1).after();
      if (!question.apply(before).equals(question.apply(steps.get(i).after()))) {
        return steps.get(i).migration();
      }
    }
    return steps.get(steps.size() - 1).migration();
  }

  boolean dropped(Thing thing) {
    return base.has(thing) && !after().has(thing);
  }

  boolean added(Thing thing) {
    return !base.has(thing) && after().has(thing);
  }

  boolean renamed(Thing thing) {
    return kept(thing) && !base.name(thing).equals(after().name(thing));
  }

  boolean changed(Thing field, Attribute attribute) {
    return kept(field)
        && !attribute
            .of(base, base.fieldOf(field))
            .equals(attribute.of(after(), after().fieldOf(field)));
  }

  boolean changedKey(Thing entity) {
    return kept(entity) && !base.key(entity).equals(after().key(entity));
  }

  /** Whether references could point at the field, and cannot any more. */
  boolean closed(Thing field) {
    return kept(field) && base.isReferable(field) && !after().isReferable(field);
  }

  /** Whether the values that are still there stand in another order. */
  boolean reordered(Thing enumType) {
    if (!kept(enumType)) {
      return false;
    }
    List<Thing> before = base.values(enumType).stream().filter(after()::has).toList();
    return !before.equals(after().values(enumType).stream().filter(base::has).toList());
  }

  private boolean kept(Thing thing) {
    return base.has(thing) && after().has(thing);
  }

  /** The fields that refer to the thing since. */
  List<Thing> newReferrers(Thing target) {
    return kept(target) ? fresh(base.referrers(target), after().referrers(target)) : List.of();
  }

  /** The fields that have the enum as their type since. */
  List<Thing> newUsers(Thing enumType) {
    return kept(enumType) ? fresh(base.usersOf(enumType), after().usersOf(enumType)) : List.of();
  }

  /** The fields that have the value as their default since. */
  List<Thing> newDefaults(Thing value) {
    return kept(value) ? fresh(defaults(base, value), defaults(after(), value)) : List.of();
  }

  private static Stream<Thing> defaults(Side side, Thing value) {
    return side.usersOf(side.owner(value))
        .filter(
            field -> Attribute.DEFAULT.of(side, side.fieldOf(field)).equals(Optional.of(value)));
  }

  private static List<Thing> fresh(Stream<Thing> before, Stream<Thing> after) {
    Set<Thing> known = new HashSet<>(before.toList());
    return after.filter(each -> !known.contains(each)).toList();
  }

  /**
   * Why the thing cannot simply go: a clause such as {@code 0008_a changed Task.points}.
   *
   * @param asked things that were asked about already
   */
  Optional<String> use(Thing thing, Set<Thing> asked) {
    if (!kept(thing) || asked.contains(thing)) {
      return Optional.empty();
    }
    return new OtherUse(this, asked).of(thing);
  }
}
