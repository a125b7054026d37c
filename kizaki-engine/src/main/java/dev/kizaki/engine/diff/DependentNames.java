package dev.kizaki.engine.diff;

import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.ReferenceOptions;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The keys, uniques, indexes, foreign keys and sequences of an entity, before and after. One whose
 * definition stays is renamed if its name in the database is another.
 *
 * @param renamed what has another name
 * @param keyChanged whether the key is another one
 * @param uniques the dropped uniques
 * @param indexes the dropped indexes
 */
record DependentNames(
    List<Difference> renamed,
    boolean keyChanged,
    List<Unique> uniques,
    List<Unique> newUniques,
    List<Index> indexes,
    List<Index> newIndexes) {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  static DependentNames between(Entity before, Entity now) {
    Entity moved = withNamesOf(before, now);
    List<Difference> renamed = new ArrayList<>();
    boolean sameKey =
        moved
            .key()
            .map(key -> key.withNamed(Optional.empty()))
            .equals(now.key().map(key -> key.withNamed(Optional.empty())));
    if (sameKey && moved.key().isPresent()) {
      rename(renamed, SchemaElement.key(now.name()), NAMES.key(moved), NAMES.key(now));
    }
    for (Field field : now.fields()) {
      fieldNames(renamed, moved, now, field);
    }
    for (EntityReference reference : now.references()) {
      moved.references().stream()
          .filter(reference::hasEndsOf)
          .findFirst()
          .ifPresent(
              was ->
                  rename(
                      renamed,
                      element(now, reference),
                      NAMES.foreignKey(ForeignKey.of(moved, was)),
                      NAMES.foreignKey(ForeignKey.of(now, reference))));
    }
    for (Check check : now.checks()) {
      moved
          .check(check.expression())
          // A derived name may depend on the other checks, and then follows them by itself.
          .filter(was -> was.isLike(check) && !was.named().equals(check.named()))
          .ifPresent(
              was ->
                  rename(
                      renamed,
                      SchemaElement.check(now.name(), check),
                      NAMES.check(moved, was),
                      NAMES.check(now, check)));
    }
    List<Unique> uniques = new ArrayList<>(moved.uniques());
    List<Unique> newUniques = match(renamed, moved, uniques, now, now.uniques());
    List<Index> indexes = new ArrayList<>(moved.indexes());
    List<Index> newIndexes = match(renamed, moved, indexes, now, now.indexes());
    return new DependentNames(renamed, !sameKey, uniques, newUniques, indexes, newIndexes);
  }

  /** The reference without its options, which its change states. */
  private static SchemaElement element(Entity entity, EntityReference reference) {
    return reference.withOptions(ReferenceOptions.NONE).element(entity.name());
  }

  /** The names of tables and columns are compared by themselves; derived names follow them. */
  private static Entity withNamesOf(Entity was, Entity now) {
    return RecordedNames.withoutDerived(
        was.withTable(now.table())
            .withFields(
                was.fields().stream()
                    .map(
                        field ->
                            now.field(field.name())
                                .map(same -> field.withColumn(same.column()))
                                .orElse(field))
                    .toList()),
        NAMES);
  }

  private static void fieldNames(List<Difference> renamed, Entity moved, Entity now, Field field) {
    String name = field.name();
    Optional<Field> was = moved.field(name);
    if (field.reference().isPresent() && was.flatMap(Field::reference).isPresent()) {
      rename(
          renamed,
          SchemaElement.foreignKey(now.name(), name),
          NAMES.foreignKey(moved, name),
          NAMES.foreignKey(now, name));
    }
    if (field.ownsSequence() && was.filter(Field::ownsSequence).isPresent()) {
      rename(
          renamed,
          SchemaElement.ownedSequence(now.name(), name),
          NAMES.sequence(moved, name),
          NAMES.sequence(now, name));
    }
  }

  /**
   * Removes the groups that stay from the old ones; those that remain are dropped.
   *
   * @return the new groups
   */
  private static <T extends FieldGroup> List<T> match(
      List<Difference> renamed, Entity moved, List<T> old, Entity now, List<T> current) {
    List<T> others = new ArrayList<>();
    for (T group : current) {
      if (take(old, group::equals).isEmpty()) {
        others.add(group);
      }
    }
    List<T> added = new ArrayList<>();
    for (T group : others) {
      Optional<T> same = take(old, each -> each.hasDefinitionOf(group));
      same.ifPresent(
          each ->
              rename(
                  renamed,
                  group.withNamed(Optional.empty()).element(now.name()),
                  NAMES.group(moved, each),
                  NAMES.group(now, group)));
      if (same.isEmpty()) {
        added.add(group);
      }
    }
    return added;
  }

  private static <T> Optional<T> take(List<T> left, Predicate<T> fits) {
    Optional<T> found = left.stream().filter(fits).findFirst();
    found.ifPresent(left::remove);
    return found;
  }

  private static void rename(
      List<Difference> renamed, SchemaElement element, String before, String after) {
    if (!before.equals(after)) {
      renamed.add(new Difference.DependentRenamed(element, before, after));
    }
  }
}
