package dev.kizaki.engine.planner;

import dev.kizaki.engine.diff.Difference;
import dev.kizaki.engine.diff.DifferenceVisitor;
import dev.kizaki.engine.diff.ShapeDiffer;
import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeCheck;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ChangeReference;
import dev.kizaki.engine.plan.ChangeSequence;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.plan.DropSequence;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanLine;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.KeptNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the statements that the differences between two shapes require, unordered. The renames have
 * been carried out in the shape before.
 *
 * <p>A new field includes its own single-field key, unique and index; a dropped field also drops
 * every unique and index that contains it. Therefore those differences need no statements of their
 * own. The class is long because it has a method for each kind of difference.
 */
final class DifferenceStatements implements DifferenceVisitor<List<PlanLine>> {
  private final Shape before;
  private final Shape after;
  private final Answers answers;
  private final Map<String, List<String>> newFields;
  private final Map<String, List<String>> droppedFields;
  private final RetypedDependents retyped;

  private DifferenceStatements(
      Shape before,
      Shape after,
      Answers answers,
      List<Difference> differences,
      RetypedDependents retyped) {
    this.before = before;
    this.after = after;
    this.answers = answers;
    this.retyped = retyped;
    this.newFields =
        differences.stream()
            .filter(Difference.FieldAdded.class::isInstance)
            .map(Difference.FieldAdded.class::cast)
            .collect(
                Collectors.groupingBy(
                    difference -> difference.entity().name(),
                    Collectors.mapping(
                        difference -> difference.field().name(), Collectors.toList())));
    this.droppedFields =
        differences.stream()
            .filter(Difference.FieldDropped.class::isInstance)
            .map(Difference.FieldDropped.class::cast)
            .collect(
                Collectors.groupingBy(
                    difference -> difference.entity().name(),
                    Collectors.mapping(
                        difference -> difference.field().name(), Collectors.toList())));
  }

  @Override
  public List<PlanLine> visitCheckAdded(Difference.CheckAdded added) {
    return lines(new AddCheck(added.entity().name(), added.check()));
  }

  @Override
  public List<PlanLine> visitCheckChanged(Difference.CheckChanged changed) {
    String entity = changed.entity().name();
    return retyped.uses(entity, changed.before())
            || retyped.uses(entity, changed.after())
            || namesDroppedValue(changed.before())
        ? lines(new DropCheck(entity, changed.before()), new AddCheck(entity, changed.after()))
        : lines(new ChangeCheck(entity, changed.before(), changed.after()));
  }

  /**
   * Whether the check may name a value that is dropped. It is in the way of the drop, and a new one
   * may not be fulfilled before it.
   */
  private boolean namesDroppedValue(Check check) {
    return before.enums().stream()
        .anyMatch(
            type ->
                type.values().stream()
                    .filter(value -> !isKept(type, value))
                    .anyMatch(value -> check.sql().contains(Quoting.string(type.label(value)))));
  }

  private boolean isKept(EnumType type, String value) {
    return after.enumType(type.name()).filter(now -> now.values().contains(value)).isPresent();
  }

  @Override
  public List<PlanLine> visitCheckDropped(Difference.CheckDropped dropped) {
    return lines(new DropCheck(dropped.entity().name(), dropped.check()));
  }

  /** Returns the statements that lead from one shape to the other, each with its line. */
  static Map<PlanStatement, PlanLine> between(Shape base, Shape after, Answers answers) {
    List<RenameInDatabase> renames = RenamesInDatabase.between(base, after);
    Shape before = Renames.renamed(base, renames);
    Shape named = KeptNames.filled(before, after);
    List<Difference> differences = new ArrayList<>(ShapeDiffer.compare(base, named));
    if (!renames.isEmpty()) {
      // SQL expressions follow renames of columns, so that they are no further difference.
      differences.removeIf(each -> !(each instanceof Difference.NameInDatabaseChanged));
      differences.addAll(ShapeDiffer.compare(before, named));
    }
    RetypedDependents retyped = new RetypedDependents(before, named);
    differences.removeIf(retyped::includes);
    DifferenceStatements statements =
        new DifferenceStatements(before, named, answers, differences, retyped);
    Map<PlanStatement, PlanLine> lines = new LinkedHashMap<>();
    DependentRenames.of(differences, before, named)
        .forEach(rename -> lines.put(rename, PlanLine.of(rename)));
    for (Difference difference : differences) {
      difference.accept(statements).forEach(line -> lines.put((PlanStatement) line.item(), line));
    }
    retyped.lines().forEach(line -> lines.putIfAbsent((PlanStatement) line.item(), line));
    return lines;
  }

  @Override
  public List<PlanLine> visitSystemEntityAdded(Difference.SystemEntityAdded added) {
    return lines(new AddSystemEntity(added.systemEntity()));
  }

  /** No statement can move a system entity. Callers refuse such a change before planning. */
  @Override
  public List<PlanLine> visitSystemEntityMoved(Difference.SystemEntityMoved moved) {
    return List.of();
  }

  @Override
  public List<PlanLine> visitEnumAdded(Difference.EnumAdded added) {
    return lines(new AddEnum(added.enumType()));
  }

  @Override
  public List<PlanLine> visitEnumDropped(Difference.EnumDropped dropped) {
    DropEnum drop = new DropEnum(dropped.enumType().name());
    answers.useDrop(drop.element());
    return lines(drop);
  }

  @Override
  public List<PlanLine> visitEnumValuesChanged(Difference.EnumValuesChanged changed) {
    return ChangedEnum.between(before, changed.before(), changed.after(), answers);
  }

  @Override
  public List<PlanLine> visitSequenceAdded(Difference.SequenceAdded added) {
    return lines(new AddSequence(added.sequence()));
  }

  @Override
  public List<PlanLine> visitSequenceDropped(Difference.SequenceDropped dropped) {
    DropSequence drop = new DropSequence(dropped.sequence().name());
    answers.useDrop(drop.element());
    return lines(drop);
  }

  @Override
  public List<PlanLine> visitObjectAdded(Difference.ObjectAdded added) {
    return lines(new AddObject(added.object()));
  }

  @Override
  public List<PlanLine> visitObjectDropped(Difference.ObjectDropped dropped) {
    DropObject drop = new DropObject(dropped.object().name());
    answers.useDrop(drop.element());
    return lines(drop);
  }

  @Override
  public List<PlanLine> visitObjectChanged(Difference.ObjectChanged changed) {
    return lines(ObjectStatements.change(changed.before(), changed.after(), answers));
  }

  @Override
  public List<PlanLine> visitSequenceChanged(Difference.SequenceChanged changed) {
    return lines(
        new ChangeSequence(
            changed.after().name(), changed.before().options(), changed.after().options()));
  }

  @Override
  public List<PlanLine> visitNameInDatabaseChanged(Difference.NameInDatabaseChanged changed) {
    return lines(new RenameInDatabase(changed.element(), changed.before(), changed.after()));
  }

  /** {@link DependentRenames} puts these renames in order. */
  @Override
  public List<PlanLine> visitDependentRenamed(Difference.DependentRenamed renamed) {
    return List.of();
  }

  @Override
  public List<PlanLine> visitEntityAdded(Difference.EntityAdded added) {
    return lines(new AddEntity(added.entity()));
  }

  @Override
  public List<PlanLine> visitEntityDropped(Difference.EntityDropped dropped) {
    DropEntity drop = new DropEntity(dropped.entity().name());
    answers.useDrop(drop.element());
    return lines(drop);
  }

  @Override
  public List<PlanLine> visitFieldAdded(Difference.FieldAdded added) {
    return AddedField.lines(after, added.entity(), added.field(), answers);
  }

  @Override
  public List<PlanLine> visitFieldDropped(Difference.FieldDropped dropped) {
    String field = dropped.field().name();
    DropField drop = new DropField(dropped.entity().name(), field);
    answers.useDrop(drop.element());
    List<String> droppedGroups =
        Stream.<FieldGroup>concat(
                dropped.entity().uniques().stream(), dropped.entity().indexes().stream())
            .filter(group -> group.goesWith(field))
            .map(Comments::takesAlong)
            .toList();
    List<String> droppedToo = new ArrayList<>(droppedGroups);
    dropped.entity().references().stream()
        .filter(reference -> reference.contains(field))
        .map(Comments::takesAlong)
        .forEach(droppedToo::add);
    return List.of(new PlanLine(drop, List.of(), Optional.empty(), droppedToo));
  }

  @Override
  public List<PlanLine> visitFieldChanged(Difference.FieldChanged changed) {
    if (isComputedOverNewTypes(changed)) {
      return computedOverNewTypes(changed);
    }
    return List.of(
        ChangedField.between(
            before, after, changed.entity(), changed.before(), changed.after(), answers));
  }

  /**
   * Whether the expression or the type of a generated field changes, and the type of a field that
   * the old or the new expression uses: then neither may fit the types before, or after.
   */
  private boolean isComputedOverNewTypes(Difference.FieldChanged changed) {
    return changed.before().isGenerated()
        && changed.after().isGenerated()
        && (!changed.before().generated().equals(changed.after().generated())
            || hasNewType(changed.entity().name(), changed.after().name()))
        && Stream.of(changed.before(), changed.after())
            .flatMap(field -> field.generated().stream())
            .flatMap(value -> value.expression().fields().stream())
            .anyMatch(field -> hasNewType(changed.entity().name(), field));
  }

  private boolean hasNewType(String entity, String field) {
    Optional<FieldType> from = before.field(entity, field).map(Field::type);
    Optional<FieldType> to = after.field(entity, field).map(Field::type);
    return from.isPresent()
        && to.isPresent()
        && !from.flatMap(before::columnType).equals(to.flatMap(after::columnType));
  }

  /** The field is a plain one while the types change. */
  private List<PlanLine> computedOverNewTypes(Difference.FieldChanged changed) {
    String entity = changed.entity().name();
    Field plain = changed.before().withDefault(Optional.empty());
    return Stream.of(
            new ChangeField(entity, changed.before(), plain, Optional.empty(), Optional.empty()),
            new ChangeField(entity, plain, changed.after(), Optional.empty(), Optional.empty()))
        .map(statement -> PlanLine.of(statement))
        .toList();
  }

  @Override
  public List<PlanLine> visitKeyChanged(Difference.KeyChanged changed) {
    String entity = changed.entity().name();
    Stream<PlanStatement> drop = changed.before().stream().map(key -> new DropKey(entity));
    Stream<PlanStatement> add =
        changed.after().stream()
            .filter(key -> !isAddedWithItsField(changed.entity(), key))
            .map(key -> new AddKey(entity, key));
    return Stream.concat(drop, add).map(PlanLine::of).toList();
  }

  @Override
  public List<PlanLine> visitUniqueAdded(Difference.UniqueAdded added) {
    return isAddedWithItsField(added.entity(), added.unique())
        ? List.of()
        : lines(new AddUnique(added.entity().name(), added.unique()));
  }

  @Override
  public List<PlanLine> visitUniqueDropped(Difference.UniqueDropped dropped) {
    return isDroppedWithAField(dropped.entity(), dropped.unique())
        ? List.of()
        : lines(
            new DropUnique(
                dropped.entity().name(),
                named(dropped.entity().uniques(), dropped.unique(), Unique.class)));
  }

  @Override
  public List<PlanLine> visitReferenceAdded(Difference.ReferenceAdded added) {
    return lines(new AddReference(added.entity().name(), added.reference()));
  }

  @Override
  public List<PlanLine> visitReferenceDropped(Difference.ReferenceDropped dropped) {
    List<String> fields = droppedFields.getOrDefault(dropped.entity().name(), List.of());
    return fields.stream().anyMatch(dropped.reference()::contains)
        ? List.of()
        : lines(new DropReference(dropped.entity().name(), dropped.reference()));
  }

  @Override
  public List<PlanLine> visitReferenceChanged(Difference.ReferenceChanged changed) {
    return lines(new ChangeReference(changed.entity().name(), changed.before(), changed.after()));
  }

  @Override
  public List<PlanLine> visitIndexAdded(Difference.IndexAdded added) {
    return isAddedWithItsField(added.entity(), added.index())
        ? List.of()
        : List.of(
            noted(
                new AddIndex(added.entity().name(), added.index()),
                IndexReasons.added(after.entity(added.entity().name()), added.index())));
  }

  @Override
  public List<PlanLine> visitIndexDropped(Difference.IndexDropped dropped) {
    return isDroppedWithAField(dropped.entity(), dropped.index())
        ? List.of()
        : List.of(
            noted(
                new DropIndex(
                    dropped.entity().name(),
                    named(dropped.entity().indexes(), dropped.index(), Index.class)),
                IndexReasons.dropped(
                    before.entity(dropped.entity().name()),
                    after.entity(dropped.entity().name()),
                    dropped.index())));
  }

  /** A drop states a name only where several groups have one definition. */
  static <T extends FieldGroup> T named(List<T> groups, T dropped, Class<T> type) {
    long same = groups.stream().filter(each -> each.hasDefinitionOf(dropped)).count();
    return same > 1 ? dropped : type.cast(dropped.withNamed(Optional.empty()));
  }

  /**
   * Whether the group is only a field, without any option, and that field is new. Then the
   * statement that adds the field also adds the group.
   */
  private boolean isAddedWithItsField(Entity entity, FieldGroup group) {
    return group.isFieldAlone()
        && newFields.getOrDefault(entity.name(), List.of()).contains(group.fields().get(0))
        && AddedField.isFirst(entity, group);
  }

  /** Whether the group contains a field that is dropped. */
  private boolean isDroppedWithAField(Entity entity, FieldGroup group) {
    return droppedFields.getOrDefault(entity.name(), List.of()).stream().anyMatch(group::goesWith);
  }

  private static PlanLine noted(PlanStatement statement, Optional<String> reason) {
    return new PlanLine(statement, List.of(), reason, List.of());
  }

  private static List<PlanLine> lines(PlanStatement... statements) {
    return Stream.of(statements).map(PlanLine::of).toList();
  }
}
