package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the upstream branch changed in the elements of the base, and in which migration. */
final class UpstreamChanges {
  /** The state after one migration of the upstream branch. */
  private record Step(String migration, BranchState after) {}

  private final BranchState base;
  private final List<Step> steps;

  private UpstreamChanges(BranchState base, List<Step> steps) {
    this.base = base;
    this.steps = steps;
  }

  /**
   * Replays the upstream migrations.
   *
   * @throws dev.kizaki.engine.replay.PlanFault when a plan cannot be executed
   */
  static UpstreamChanges of(BranchState base, List<BranchMigration> migrations) {
    List<Step> steps = new ArrayList<>();
    BranchState state = base;
    for (BranchMigration migration : migrations) {
      state = state.copy();
      state.replay(migration.firstChoices());
      steps.add(new Step(migration.name(), state));
    }
    return new UpstreamChanges(base, steps);
  }

  BranchState base() {
    return base;
  }

  /** The state after all upstream migrations. */
  BranchState after() {
    return steps.isEmpty() ? base : steps.get(steps.size() - 1).after();
  }

  String lastMigration() {
    return steps.get(steps.size() - 1).migration();
  }

  /** The last migration that changed a property of the state; if none did, the last one of all. */
  String lastMigrationChanging(Function<BranchState, Object> property) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      BranchState before = i == 0 ? base : steps.get(i - 1).after();
      if (!property.apply(before).equals(property.apply(steps.get(i).after()))) {
        return steps.get(i).migration();
      }
    }
    return lastMigration();
  }

  String lastMigrationAddingOrDropping(ElementId element) {
    return lastMigrationChanging(state -> state.has(element));
  }

  String lastMigrationRenaming(ElementId element) {
    return lastMigrationChanging(state -> state.has(element) ? state.name(element) : "");
  }

  String lastMigrationChanging(ElementId field, Attribute attribute) {
    return lastMigrationChanging(
        state ->
            state.has(field) ? attribute.of(state, field, state.fieldOf(field)) : Optional.empty());
  }

  String lastMigrationChangingKey(ElementId entity) {
    return lastMigrationChanging(state -> state.has(entity) ? state.key(entity) : Optional.empty());
  }

  /** The last migration that added, dropped or moved values of the enum. */
  String lastMigrationChangingValues(ElementId enumType) {
    return lastMigrationChanging(state -> state.has(enumType) ? state.values(enumType) : List.of());
  }

  /** The last migration that changed the options of the sequence. */
  String lastMigrationChangingOptions(ElementId sequence) {
    return lastMigrationChanging(
        state -> state.has(sequence) ? state.sequenceOf(sequence).options() : "");
  }

  boolean changedOptions(ElementId sequence) {
    return kept(sequence)
        && !base.sequenceOf(sequence).options().equals(after().sequenceOf(sequence).options());
  }

  /** The last migration that changed the text of the object, or how it is dropped. */
  String lastMigrationChangingObject(ElementId object) {
    return lastMigrationChanging(state -> state.has(object) ? text(state, object) : "");
  }

  boolean changedObject(ElementId object) {
    return kept(object) && !text(base, object).equals(text(after(), object));
  }

  private static List<String> text(BranchState state, ElementId object) {
    SqlObject found = state.objectOf(object);
    return List.of(found.create(), found.drop().orElse(""));
  }

  boolean dropped(ElementId element) {
    return base.has(element) && !after().has(element);
  }

  boolean added(ElementId element) {
    return !base.has(element) && after().has(element);
  }

  boolean renamed(ElementId element) {
    return kept(element) && !base.name(element).equals(after().name(element));
  }

  /** Whether the element has another name in the database; an object has none of its own. */
  boolean renamedInDatabase(ElementId element) {
    return kept(element)
        && base.nameOf(element).kind() != ElementKind.OBJECT
        && !base.inDatabase(element).equals(after().inDatabase(element));
  }

  String lastMigrationRenamingInDatabase(ElementId element) {
    return lastMigrationChanging(state -> state.has(element) ? state.inDatabase(element) : "");
  }

  boolean changed(ElementId field, Attribute attribute) {
    return kept(field)
        && !attribute
            .of(base, field, base.fieldOf(field))
            .equals(attribute.of(after(), field, after().fieldOf(field)));
  }

  boolean changedKey(ElementId entity) {
    return kept(entity) && !base.key(entity).equals(after().key(entity));
  }

  /** Whether the field was allowed as the target of references, and is not allowed any more. */
  boolean madeUnreferable(ElementId field) {
    return kept(field) && base.isReferable(field) && !after().isReferable(field);
  }

  /** Whether the values that were not dropped have another order. */
  boolean reordered(ElementId enumType) {
    if (!kept(enumType)) {
      return false;
    }
    List<ElementId> before = base.values(enumType).stream().filter(after()::has).toList();
    return !before.equals(after().values(enumType).stream().filter(base::has).toList());
  }

  private boolean kept(ElementId element) {
    return base.has(element) && after().has(element);
  }

  /** The fields that refer to the element now and did not in the base. */
  List<ElementId> newReferrers(ElementId target) {
    return kept(target) ? added(base.referrers(target), after().referrers(target)) : List.of();
  }

  /** The fields that are computed from the field now and were not in the base. */
  List<ElementId> newlyComputed(ElementId field) {
    return kept(field)
        ? added(base.computedFrom(field).stream(), after().computedFrom(field).stream())
        : List.of();
  }

  /** The fields that use the enum or the sequence now and did not in the base. */
  List<ElementId> newUsers(ElementId type) {
    return kept(type) ? added(base.usersOf(type), after().usersOf(type)) : List.of();
  }

  /** The fields that have the value as their default now and did not in the base. */
  List<ElementId> newDefaults(ElementId value) {
    return kept(value) ? added(defaults(base, value), defaults(after(), value)) : List.of();
  }

  private static Stream<ElementId> defaults(BranchState state, ElementId value) {
    return state
        .usersOf(state.owner(value))
        .filter(
            field ->
                Attribute.DEFAULT
                    .of(state, field, state.fieldOf(field))
                    .equals(Optional.of(value)));
  }

  private static List<ElementId> added(Stream<ElementId> before, Stream<ElementId> after) {
    Set<ElementId> known = new HashSet<>(before.toList());
    return after.filter(each -> !known.contains(each)).toList();
  }

  /**
   * Why the element must not be dropped without a question: a clause such as {@code 0008_a changed
   * the type of Task.points}.
   *
   * @param asked elements for which the plan contains a question already
   */
  Optional<String> use(ElementId element, Set<ElementId> asked) {
    if (!kept(element) || asked.contains(element)) {
      return Optional.empty();
    }
    return new UpstreamUse(this, asked).of(element);
  }
}
