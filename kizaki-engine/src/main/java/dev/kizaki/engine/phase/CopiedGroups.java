package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.RecordedNames;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The uniques, indexes and references of a new field whose old one stays until the second phase.
 * Those names that the old ones have are free only then.
 */
final class CopiedGroups {
  private final Entity entity;
  private final Entity planned;
  private final Field end;
  private final DatabaseNames names;
  private final List<PlanStatement> plan;
  private final List<String> later;
  private final List<PlanStatement> naming = new ArrayList<>();

  /**
   * @param entity with the old field
   * @param planned with the new field instead
   * @param later the names of fields of the entity that are added later
   */
  CopiedGroups(
      Entity entity,
      Entity planned,
      Field end,
      DatabaseNames names,
      List<PlanStatement> plan,
      List<String> later) {
    this.entity = entity;
    this.planned = planned;
    this.end = end;
    this.names = names;
    this.plan = plan;
    this.later = later;
  }

  /** The uniques, indexes and references of the new field that the plan does not drop. */
  List<PlanStatement> added() {
    List<PlanStatement> statements = new ArrayList<>();
    planned.uniques().stream()
        .filter(this::isAdded)
        .filter(unique -> !plan.contains(new DropUnique(planned.name(), unique)))
        .forEach(unique -> statements.add(new AddUnique(planned.name(), (Unique) free(unique))));
    for (Index index : planned.indexes()) {
      if (isAdded(index) && !plan.contains(new DropIndex(planned.name(), index))) {
        Index free = (Index) free(index);
        if (!isOfReference(index)) {
          statements.add(new AddIndex(planned.name(), free));
        }
      }
    }
    planned.references().stream()
        .filter(reference -> reference.contains(end.name()))
        .filter(reference -> reference.fields().stream().allMatch(this::isThere))
        .filter(reference -> !plan.contains(new DropReference(planned.name(), reference)))
        .forEach(reference -> statements.add(new AddReference(planned.name(), free(reference))));
    return statements;
  }

  private boolean isAdded(FieldGroup group) {
    return group.contains(end.name()) && group.allFields().allMatch(this::isThere);
  }

  /** Another field that is added later brings the group. */
  private boolean isThere(String field) {
    return field.equals(end.name()) || !later.contains(field) && entity.field(field).isPresent();
  }

  /** The index comes with the field. */
  private boolean isOfReference(Index index) {
    Entity without =
        planned.withIndexes(planned.indexes().stream().filter(each -> each != index).toList());
    return without.needsReferenceIndex(end)
        && index.hasDefinitionOf(new Index(List.of(end.name())));
  }

  /** A name that a group of the old field has is free only when that is gone. */
  private FieldGroup free(FieldGroup group) {
    Entity now = planned.withTable(Optional.of(names.table(entity)));
    if (!taken().contains(names.group(now, group))) {
      return group;
    }
    FieldGroup free = group.withNamed(Optional.empty());
    if (taken().contains(names.group(now, free))) {
      free = group.withNamed(Optional.of(names.derivedGroup(now, plain(group))));
    }
    naming.add(
        new RenameDependent(
            group.withNamed(Optional.empty()).element(planned.name()),
            names.group(planned, free),
            names.group(planned, group)));
    return free;
  }

  /** Two groups whose expressions or included fields differ can have one derived name. */
  private static FieldGroup plain(FieldGroup group) {
    List<String> fields = group.allFields().toList();
    return group.kind() == FieldGroup.Kind.UNIQUE ? new Unique(fields) : new Index(fields);
  }

  private EntityReference free(EntityReference reference) {
    Optional<String> named = reference.options().named();
    if (named.filter(taken()::contains).isEmpty()) {
      return reference;
    }
    EntityReference open = RecordedNames.open(reference);
    nameLast(
        open.element(planned.name()), names.derivedForeignKey(ForeignKey.of(planned, open)), named);
    return open;
  }

  Field withFreeName(Field field) {
    Optional<String> named = field.reference().flatMap(to -> to.options().named());
    if (named.filter(taken()::contains).isEmpty()) {
      return field;
    }
    nameLast(
        new SchemaElement.ForeignKeyElement(planned.name(), field.name()),
        names.derivedForeignKey(planned, field.name()),
        named);
    return RecordedNames.withForeignKey(field, Optional.empty());
  }

  private void nameLast(SchemaElement element, String from, Optional<String> to) {
    naming.add(new RenameDependent(element, from, to.orElseThrow()));
  }

  private Set<String> taken() {
    return Stream.concat(
            entity.groups().map(group -> names.group(entity, group)),
            ForeignKey.of(entity).map(names::foreignKey))
        .collect(Collectors.toSet());
  }

  /** What gives them their names when the old field is gone. */
  List<PlanStatement> naming() {
    return naming;
  }
}
