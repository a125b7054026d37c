package dev.kizaki.engine.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives names to what a schema leaves open. A schema that says nothing about the name of a key, a
 * unique, an index, a foreign key or an owned sequence agrees with every name. So an element that
 * exists keeps its recorded name, also if it is dropped and added again with other options. A new
 * element gets the derived name.
 */
public final class KeptNames {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  /** The names that the schema states, which nothing else keeps. */
  private final Set<String> stated;

  private KeptNames(Set<String> stated) {
    this.stated = stated;
  }

  /**
   * Returns the schema as the snapshot after it: with the recorded names of the shape before, and
   * without stated names that are the derived ones.
   *
   * @param before the shape before, in which all renames of elements have been carried out
   */
  public static Shape filled(ShapeView before, Shape schema) {
    KeptNames names =
        new KeptNames(
            schema.entities().stream().flatMap(KeptNames::stated).collect(Collectors.toSet()));
    boolean recorded = before.entities().stream().anyMatch(RecordedNames::hasNames);
    if (!recorded && names.stated.isEmpty()) {
      return schema;
    }
    List<Entity> entities =
        schema.entities().stream()
            .map(
                entity ->
                    RecordedNames.withoutDerived(
                        before
                            .entity(entity.name())
                            .map(was -> names.filled(was, entity))
                            .orElse(entity),
                        NAMES))
            .toList();
    return Shape.of(schema.systemEntities(), schema.enums(), schema.sequences(), entities)
        .withObjects(schema.objects());
  }

  /** Returns the shape of a snapshot as a schema that states all its names. */
  public static Shape stated(Shape snapshot) {
    return Shape.of(
            snapshot.systemEntities(),
            snapshot.enums(),
            snapshot.sequences(),
            snapshot.entities().stream()
                .map(entity -> RecordedNames.withAll(entity, NAMES))
                .toList())
        .withObjects(snapshot.objects());
  }

  /** Returns the shape of a snapshot as a schema that leaves all its names open. */
  public static Shape open(Shape snapshot) {
    return Shape.of(
            snapshot.systemEntities(),
            snapshot.enums(),
            snapshot.sequences(),
            snapshot.entities().stream().map(RecordedNames::open).toList())
        .withObjects(snapshot.objects());
  }

  private static Stream<String> stated(Entity entity) {
    return Stream.of(
            entity.groups().map(FieldGroup::named),
            entity.checks().stream().map(Check::named),
            entity.references().stream().map(each -> each.options().named()),
            entity.fields().stream()
                .flatMap(
                    field ->
                        Stream.of(RecordedNames.foreignKey(field), RecordedNames.sequence(field))))
        .flatMap(names -> names)
        .flatMap(Optional::stream);
  }

  private Entity filled(Entity was, Entity now) {
    if (!RecordedNames.hasNames(was)) {
      return now;
    }
    return now.withFields(now.fields().stream().map(field -> filled(was, field)).toList())
        .withKey(now.key().map(key -> filled(was.key(), key)))
        .withUniques(filled(was, was.uniques(), now.uniques(), Unique.class))
        .withIndexes(filled(was, was.indexes(), now.indexes(), Index.class))
        .withChecks(now.checks().stream().map(check -> filled(was, now, check)).toList())
        .withReferences(
            now.references().stream().map(reference -> filled(was, reference)).toList());
  }

  /** A check that is changed keeps its name; the plan says which check that is by the fields. */
  private Check filled(Entity was, Entity entity, Check now) {
    Optional<String> kept =
        was.check(now.expression())
            .or(() -> changed(was, entity, now))
            .flatMap(Check::named)
            .filter(this::isFree);
    return now.withNamed(now.named().or(() -> kept));
  }

  /** The check that becomes this one: the only one over the same fields that goes. */
  private static Optional<Check> changed(Entity was, Entity entity, Check now) {
    List<String> fields = now.expression().fields();
    List<Check> gone = others(was, entity, fields);
    return gone.size() == 1 && others(entity, was, fields).size() == 1
        ? Optional.of(gone.get(0))
        : Optional.empty();
  }

  /** The checks over these fields that the other entity does not have. */
  private static List<Check> others(Entity entity, Entity other, List<String> fields) {
    return entity.checks().stream()
        .filter(check -> check.expression().fields().equals(fields))
        .filter(check -> other.check(check.expression()).isEmpty())
        .toList();
  }

  private Field filled(Entity was, Field now) {
    Optional<Field> before = was.field(now.name());
    return RecordedNames.withSequence(
        RecordedNames.withForeignKey(
            now,
            RecordedNames.foreignKey(now)
                .or(() -> before.flatMap(RecordedNames::foreignKey).filter(this::isFree))),
        RecordedNames.sequence(now)
            .or(() -> before.flatMap(RecordedNames::sequence).filter(this::isFree)));
  }

  private Key filled(Optional<Key> was, Key now) {
    return now.withNamed(now.named().or(() -> was.flatMap(Key::named).filter(this::isFree)));
  }

  private EntityReference filled(Entity was, EntityReference now) {
    return now.withNamed(
        now.options()
            .named()
            .or(
                () ->
                    was.references().stream()
                        .filter(now::hasEndsOf)
                        .findFirst()
                        .flatMap(each -> each.options().named())
                        .filter(this::isFree)));
  }

  /** A stated name is that of its own group; the others are given to the open ones. */
  private <T extends FieldGroup> List<T> filled(
      Entity before, List<T> was, List<T> now, Class<T> type) {
    List<T> left = new ArrayList<>(was);
    now.stream()
        .filter(group -> group.named().isPresent())
        .forEach(
            group ->
                take(
                    left,
                    each ->
                        each.hasDefinitionOf(group)
                            && NAMES.group(before, each).equals(group.named().get())));
    List<T> filled = new ArrayList<>(now);
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < filled.size(); i++) {
      T group = filled.get(i);
      if (group.named().isPresent()) {
        continue;
      }
      Optional<T> same =
          take(left, each -> each.hasDefinitionOf(group) && each.named().isEmpty())
              .or(() -> take(left, each -> each.hasDefinitionOf(group)));
      if (same.isPresent()) {
        filled.set(i, named(group, same.get(), type));
      } else {
        changed.add(i);
      }
    }
    for (int place : changed) {
      T group = filled.get(place);
      take(left, each -> each.fields().equals(group.fields()))
          .ifPresent(found -> filled.set(place, named(group, found, type)));
    }
    return List.copyOf(filled);
  }

  private <T extends FieldGroup> T named(T group, T found, Class<T> type) {
    return type.cast(group.withNamed(found.named().filter(this::isFree)));
  }

  private boolean isFree(String name) {
    return !stated.contains(name);
  }

  /** Removes the first that fits. */
  private static <T> Optional<T> take(List<T> left, Predicate<T> fits) {
    Optional<T> found = left.stream().filter(fits).findFirst();
    found.ifPresent(left::remove);
    return found;
  }
}
