package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.List;
import java.util.Optional;

/** Applies renames of keys, uniques, indexes, foreign keys and sequences in the database. */
final class DependentNameReplay {
  private static final DatabaseNames NAMES = DatabaseNames.CURRENT;

  private final WorkingShape shape;

  DependentNameReplay(WorkingShape shape) {
    this.shape = shape;
  }

  Void rename(RenameDependent rename) {
    Entity entity = Existing.entity(shape, rename.entity());
    Optional<String> to = Optional.of(rename.to());
    SchemaElement element = rename.element();
    if (element instanceof SchemaElement.UniqueElement unique) {
      shape.put(entity.withUniques(renamed(entity, entity.uniques(), unique.unique(), rename)));
    } else if (element instanceof SchemaElement.IndexElement index) {
      Index described = index.index().withExpressions(EntityExpressions.in(entity));
      shape.put(entity.withIndexes(renamed(entity, entity.indexes(), described, rename)));
    } else if (element instanceof SchemaElement.CheckElement stated) {
      Check check =
          entity
              .check(EntityExpressions.of(entity, stated.expression().text()))
              .orElseThrow(() -> new PlanFault(missing(rename)));
      requireCurrent(rename, NAMES.check(entity, check));
      shape.put(
          entity.withChecks(
              entity.checks().stream()
                  .map(each -> each == check ? each.withNamed(to) : each)
                  .toList()));
    } else if (element instanceof SchemaElement.ReferenceElement declared) {
      EntityReference reference =
          entity.references().stream()
              .filter(declared.reference()::hasEndsOf)
              .findFirst()
              .orElseThrow(() -> new PlanFault(missing(rename)));
      requireCurrent(rename, NAMES.foreignKey(ForeignKey.of(entity, reference)));
      shape.put(
          entity.withReferences(
              entity.references().stream()
                  .map(each -> each == reference ? each.withNamed(to) : each)
                  .toList()));
    } else if (element instanceof SchemaElement.ForeignKeyElement reference) {
      Field field = Existing.field(entity, reference.field());
      require(field.reference().isPresent(), "%s.%s is no reference", entity, field);
      requireCurrent(rename, NAMES.foreignKey(entity, field.name()));
      shape.put(entity.withField(RecordedNames.withForeignKey(field, to)));
    } else if (element instanceof SchemaElement.OwnedSequenceElement sequence) {
      Field field = Existing.field(entity, sequence.field());
      require(field.ownsSequence(), "%s.%s has no sequence of its own", entity, field);
      requireCurrent(rename, NAMES.sequence(entity, field.name()));
      shape.put(entity.withField(RecordedNames.withSequence(field, to)));
    } else {
      if (entity.key().isEmpty()) {
        throw new PlanFault("%s has no key at this point of the plan".formatted(entity.name()));
      }
      requireCurrent(rename, NAMES.key(entity));
      shape.put(entity.withKey(entity.key().map(key -> key.withNamed(to))));
    }
    return null;
  }

  private static void require(boolean holds, String message, Entity entity, Field field) {
    if (!holds) {
      throw new PlanFault(
          (message + " at this point of the plan").formatted(entity.name(), field.name()));
    }
  }

  private static <T extends FieldGroup> List<T> renamed(
      Entity entity, List<T> groups, T described, RenameDependent rename) {
    List<T> same = groups.stream().filter(each -> each.hasDefinitionOf(described)).toList();
    if (same.isEmpty()) {
      throw new PlanFault(missing(rename));
    }
    Optional<T> found =
        RecordedNames.find(entity, same, described.withNamed(Optional.of(rename.from())), NAMES);
    if (found.isEmpty()) {
      requireCurrent(rename, NAMES.group(entity, same.get(0)));
    }
    return groups.stream()
        .map(each -> each == found.get() ? named(each, rename.to()) : each)
        .toList();
  }

  /** The text of an element begins with an article. */
  private static String missing(RenameDependent rename) {
    return "there is no %s".formatted(rename.element().text().substring("the ".length()));
  }

  @SuppressWarnings("unchecked")
  private static <T extends FieldGroup> T named(T group, String name) {
    return (T) group.withNamed(Optional.of(name));
  }

  private static void requireCurrent(RenameDependent rename, String current) {
    if (!current.equals(rename.from())) {
      throw new PlanFault(
          "%s is called \"%s\" in the database at this point of the plan; write `%s`"
              .formatted(
                  rename.element().text(),
                  current,
                  StatementText.of(new RenameDependent(rename.element(), current, rename.to()))));
    }
  }
}
