package dev.kizaki.engine.rebase;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How the upstream branch uses or changes an element that our branch drops. */
final class UpstreamUse {
  /**
   * A key, a unique or an index, with the identities of its fields.
   *
   * @param form its kind and options, without names
   */
  private record Group(String form, List<ElementId> members) {}

  /** The fields and entities that a reference in the body of an entity connects. */
  private record Join(List<ElementId> members) {}

  private final UpstreamChanges upstream;
  private final BranchState base;
  private final BranchState after;
  private final Set<ElementId> asked;

  UpstreamUse(UpstreamChanges upstream, Set<ElementId> asked) {
    this.upstream = upstream;
    this.base = upstream.base();
    this.after = upstream.after();
    this.asked = asked;
  }

  Optional<String> of(ElementId element) {
    Stream<Optional<String>> uses =
        switch (base.nameOf(element).kind()) {
          case FIELD ->
              Stream.of(
                  renamed(element),
                  changed(element),
                  grouped(element),
                  checked(element),
                  referred(element),
                  computed(element),
                  joined(element));
          case ENTITY ->
              Stream.concat(
                  Stream.of(renamed(element), groups(element), referred(element), joined(element)),
                  after.children(element).stream()
                      .filter(field -> !asked.contains(field))
                      .flatMap(field -> Stream.of(added(field), renamed(field), changed(field))));
          case ENUM ->
              Stream.concat(
                  Stream.of(renamed(element), used(element), reordered(element)),
                  after.children(element).stream()
                      .filter(value -> !asked.contains(value))
                      .flatMap(value -> Stream.of(added(value), renamed(value))));
          case SEQUENCE -> Stream.of(renamed(element), numbered(element), changedOptions(element));
          case OBJECT -> Stream.of(renamed(element), changedText(element));
          case VALUE -> Stream.of(renamed(element), defaulted(element));
        };
    return Stream.concat(uses, Stream.of(ObjectUsers.added(upstream, element, asked)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> renamed(ElementId element) {
    return upstream.renamed(element) ? Optional.of(rename(element)) : Optional.empty();
  }

  private String rename(ElementId element) {
    return "%s renamed %s to %s"
        .formatted(
            upstream.lastMigrationRenaming(element), base.path(element), after.path(element));
  }

  private Optional<String> added(ElementId element) {
    return upstream.added(element)
        ? Optional.of(
            "%s added %s"
                .formatted(upstream.lastMigrationAddingOrDropping(element), after.path(element)))
        : Optional.empty();
  }

  private Optional<String> changed(ElementId field) {
    for (Attribute attribute : Attribute.values()) {
      if (upstream.changed(field, attribute)) {
        return Optional.of(
            "%s changed the %s of %s"
                .formatted(
                    upstream.lastMigrationChanging(field, attribute),
                    attribute.word(),
                    after.path(field)));
      }
    }
    return Optional.empty();
  }

  /** A new key, unique or index that contains the field. */
  private Optional<String> grouped(ElementId field) {
    ElementId entity = base.owner(field);
    if (!base.has(entity) || !after.has(entity)) {
      return Optional.empty();
    }
    List<Group> before = groupsOf(base, entity);
    return groupsOf(after, entity).stream()
        .filter(group -> group.members().contains(field) && !before.contains(group))
        .findFirst()
        .map(group -> grouping(entity, group));
  }

  /** A check that uses the field and that was not there before. */
  private Optional<String> checked(ElementId field) {
    ElementId entity = base.owner(field);
    if (!base.has(entity) || !after.has(entity) || !after.has(field)) {
      return Optional.empty();
    }
    List<Check> before = base.entityOf(entity).checks();
    return after.entityOf(entity).checks().stream()
        .filter(check -> check.uses(after.name(field)) && !before.contains(check))
        .findFirst()
        .map(
            check ->
                "%s has the check %s over %s"
                    .formatted(
                        upstream.lastMigrationChanging(
                            state ->
                                state.has(entity)
                                    && state.entityOf(entity).checks().contains(check)),
                        check.text(),
                        after.path(field)));
  }

  private Optional<String> groups(ElementId entity) {
    List<Group> before = groupsOf(base, entity);
    return groupsOf(after, entity).stream()
        .filter(group -> !before.contains(group))
        .findFirst()
        .map(group -> grouping(entity, group));
  }

  private String grouping(ElementId entity, Group group) {
    return "%s put a key, unique or index over %s"
        .formatted(
            upstream.lastMigrationChanging(
                state -> state.has(entity) && groupsOf(state, entity).contains(group)),
            String.join(", ", group.members().stream().map(after::path).toList()));
  }

  /** The groups without the indexes that are added and dropped with references. */
  private static List<Group> groupsOf(BranchState state, ElementId entity) {
    Entity found = state.entityOf(entity);
    return found
        .groups()
        .filter(group -> !(group instanceof Index index && isOfReference(found, index)))
        .map(group -> new Group(form(group), state.members(entity, group)))
        .toList();
  }

  private static String form(FieldGroup group) {
    return group.kind() + group.renamed(field -> "").text();
  }

  private static boolean isOfReference(Entity entity, Index index) {
    return index.isFieldAlone()
        && entity.field(index.fields().get(0)).filter(f -> f.reference().isPresent()).isPresent();
  }

  private Optional<String> referred(ElementId target) {
    return upstream.newReferrers(target).stream()
        .filter(field -> !asked.contains(field))
        .findFirst()
        .map(
            field ->
                "%s refers to %s from %s"
                    .formatted(
                        upstream.lastMigrationChanging(state -> refers(state, field, target)),
                        after.path(target),
                        after.path(field)));
  }

  private Optional<String> computed(ElementId base) {
    return upstream.newlyComputed(base).stream()
        .filter(field -> !asked.contains(field))
        .findFirst()
        .map(
            field ->
                "%s computes %s from %s"
                    .formatted(
                        upstream.lastMigrationChanging(
                            state -> state.has(base) && state.computedFrom(base).contains(field)),
                        after.path(field),
                        after.path(base)));
  }

  /** A new reference in the body of an entity, from the element or to it. */
  private Optional<String> joined(ElementId element) {
    List<Join> before = joinsOf(base);
    return joinsOf(after).stream()
        .filter(join -> join.members().contains(element) && !before.contains(join))
        .findFirst()
        .map(
            join ->
                "%s put a reference over %s"
                    .formatted(
                        upstream.lastMigrationChanging(state -> joinsOf(state).contains(join)),
                        after.path(element)));
  }

  private static List<Join> joinsOf(BranchState state) {
    return state
        .shape()
        .foreignKeys()
        .filter(key -> key.declared().isPresent())
        .map(key -> join(state, key))
        .toList();
  }

  private static Join join(BranchState state, ForeignKey key) {
    List<ElementId> members = new ArrayList<>();
    for (int i = 0; i < key.fields().size(); i++) {
      state.field(key.entity().name(), key.fields().get(i)).ifPresent(members::add);
      state.field(key.target(), key.targetFields().get(i)).ifPresent(members::add);
    }
    state.entity(key.target()).ifPresent(members::add);
    state.entity(key.entity().name()).ifPresent(members::add);
    return new Join(members);
  }

  private Optional<String> used(ElementId enumType) {
    return upstream.newUsers(enumType).stream()
        .filter(field -> !asked.contains(field))
        .findFirst()
        .map(
            field ->
                "%s gives %s the type %s"
                    .formatted(
                        upstream.lastMigrationChanging(state -> uses(state, field, enumType)),
                        after.path(field),
                        after.path(enumType)));
  }

  private static boolean refers(BranchState state, ElementId field, ElementId target) {
    return state.has(target) && state.has(field) && state.referrers(target).anyMatch(field::equals);
  }

  private static boolean uses(BranchState state, ElementId field, ElementId enumType) {
    return state.has(enumType)
        && state.has(field)
        && state.usersOf(enumType).anyMatch(field::equals);
  }

  private Optional<String> reordered(ElementId enumType) {
    return upstream.reordered(enumType)
        ? Optional.of(
            "%s changed the order of %s"
                .formatted(upstream.lastMigrationChangingValues(enumType), after.path(enumType)))
        : Optional.empty();
  }

  private Optional<String> numbered(ElementId sequence) {
    return upstream.newUsers(sequence).stream()
        .filter(field -> !asked.contains(field))
        .findFirst()
        .map(
            field ->
                "%s takes the numbers of %s from %s"
                    .formatted(
                        upstream.lastMigrationChanging(state -> uses(state, field, sequence)),
                        after.path(field),
                        after.path(sequence)));
  }

  private Optional<String> changedText(ElementId object) {
    return upstream.changedObject(object)
        ? Optional.of(
            "%s changed %s"
                .formatted(upstream.lastMigrationChangingObject(object), after.path(object)))
        : Optional.empty();
  }

  private Optional<String> changedOptions(ElementId sequence) {
    return upstream.changedOptions(sequence)
        ? Optional.of(
            "%s changed %s"
                .formatted(upstream.lastMigrationChangingOptions(sequence), after.path(sequence)))
        : Optional.empty();
  }

  private Optional<String> defaulted(ElementId value) {
    return upstream.newDefaults(value).stream()
        .filter(field -> !asked.contains(field))
        .findFirst()
        .map(
            field ->
                "%s made %s the default of %s"
                    .formatted(
                        upstream.lastMigrationChanging(field, Attribute.DEFAULT),
                        after.path(value),
                        after.path(field)));
  }
}
