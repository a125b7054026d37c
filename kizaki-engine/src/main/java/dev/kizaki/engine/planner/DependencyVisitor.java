package dev.kizaki.engine.planner;

import static dev.kizaki.engine.planner.StatementDependencies.Fact.CHECK_DROPPED;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.COLUMN_RENAMED;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.EXPRESSION_DROPPED;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.FOLLOWED;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.INDEX_DROPPED;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.KEY_DROPPED;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.NOT_COMPUTED_FROM;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.PRESENT;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.REFERABLE;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.REFERABLE_TOGETHER;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.REFERENCE_DROPPED;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.RENAMED;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.RETYPED;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.UNIQUE_DROPPED;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.VALUES_COMPLETE;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeCheck;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.ChangeObject;
import dev.kizaki.engine.plan.ChangeReference;
import dev.kizaki.engine.plan.ChangeSequence;
import dev.kizaki.engine.plan.DropCheck;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.plan.DropSequence;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.plan.RenameSequence;
import dev.kizaki.engine.plan.RenameStatement;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementVisitor;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.planner.StatementDependencies.DatabaseName;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.ElementKind;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.IndexMethod;
import dev.kizaki.engine.shape.Key;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.sql.EntityExpressions;
import dev.kizaki.engine.sql.Quoting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the dependencies of a statement, which determine its position in the plan. The class is
 * long because it has a method for each kind of statement.
 */
final class DependencyVisitor implements StatementVisitor<Void> {
  private final ShapeView shape;
  private final StatementDependencies dependencies = new StatementDependencies();

  private DependencyVisitor(ShapeView shape) {
    this.shape = shape;
  }

  /**
   * @param shape what exists before the drops of the plan, under the names after its renames
   */
  static StatementDependencies of(PlanStatement statement, ShapeView shape) {
    DependencyVisitor visitor = new DependencyVisitor(shape);
    statement.accept(visitor);
    return visitor.dependencies;
  }

  @Override
  public Void visitAddEntity(AddEntity add) {
    dependencies.take(NamesInDatabase.inSchema(add.element()));
    dependencies.provide(PRESENT, add.element());
    NamesInDatabase.ofEntity(add.entity()).forEach(dependencies::take);
    add.entity().checks().forEach(check -> requireTargets(add.entity(), check));
    if (add.entity().hasSql()) {
      requireFollowed();
    }
    add.entity().fields().forEach(this::requireNamed);
    return null;
  }

  @Override
  public Void visitAddEnum(AddEnum add) {
    dependencies.take(NamesInDatabase.inSchema(add.element()));
    dependencies.provide(PRESENT, add.element());
    dependencies.take(NamesInDatabase.ofEnum(add.enumType()));
    return null;
  }

  @Override
  public Void visitAddSequence(AddSequence add) {
    dependencies.take(NamesInDatabase.inSchema(add.element()));
    dependencies.provide(PRESENT, add.element());
    dependencies.take(NamesInDatabase.ofSequence(add.sequence()));
    return null;
  }

  @Override
  public Void visitChangeSequence(ChangeSequence change) {
    dependencies.require(PRESENT, change.element());
    return null;
  }

  @Override
  public Void visitDropSequence(DropSequence drop) {
    dependencies.free(NamesInDatabase.inSchema(drop.element()));
    dependencies.remove(drop.element());
    shape.sequence(drop.name()).map(NamesInDatabase::ofSequence).ifPresent(dependencies::free);
    return null;
  }

  @Override
  public Void visitRenameSequence(RenameSequence rename) {
    dependencies.provide(PRESENT, rename.elementAfter());
    dependencies.provide(FOLLOWED, rename.elementAfter());
    exchangeNames(rename);
    return null;
  }

  @Override
  public Void visitAddObject(AddObject add) {
    return null;
  }

  @Override
  public Void visitChangeObject(ChangeObject change) {
    return null;
  }

  @Override
  public Void visitDropObject(DropObject drop) {
    return null;
  }

  @Override
  public Void visitRenameObject(RenameObject rename) {
    return null;
  }

  @Override
  public Void visitAddEnumValue(AddEnumValue add) {
    dependencies.require(PRESENT, add.element().root());
    dependencies.take(NamesInDatabase.inSchema(add.element()));
    dependencies.provide(PRESENT, add.element());
    dependencies.provide(VALUES_COMPLETE, add.element().root());
    dependencies.require(INDEX_DROPPED, add.element().root());
    dependencies.take(NamesInDatabase.ofLabel(add.enumName(), add.label().orElseGet(add::value)));
    // The neighbour must have been added, and must not have been dropped.
    add.position()
        .map(at -> SchemaElement.value(add.enumName(), at.neighbour()))
        .ifPresent(
            neighbour -> {
              dependencies.require(PRESENT, neighbour);
              dependencies.release(neighbour);
            });
    return null;
  }

  @Override
  public Void visitAddField(AddField add) {
    dependencies.require(PRESENT, add.element().root());
    dependencies.take(NamesInDatabase.inSchema(add.element()));
    dependencies.provide(PRESENT, add.element());
    dependencies.take(NamesInDatabase.ofColumn(add.entity(), add.field()));
    requireType(add.field());
    requireComputed(add.entity(), add.field());
    if (add.field().sql().isPresent()) {
      requireFollowed();
    }
    Optional<Entity> after =
        shape.entity(add.entity()).map(entity -> entity.plusField(add.field()));
    after.stream()
        .flatMap(entity -> NamesInDatabase.ofSequence(entity, add.field()))
        .forEach(dependencies::take);
    takeNames(add.annotations().names());
    after
        .flatMap(entity -> ForeignKey.of(entity, add.field()))
        .map(NamesInDatabase::ofForeignKey)
        .ifPresent(dependencies::take);
    if (add.annotations().primaryKey()) {
      dependencies.require(KEY_DROPPED, add.element().root());
      if (add.annotations().names().primaryKey().isEmpty()) {
        after
            .map(entity -> NamesInDatabase.ofGroup(entity, new Key(List.of(add.field().name()))))
            .ifPresent(dependencies::take);
      }
      dependencies.provide(REFERABLE, add.element());
    }
    if (add.annotations().unique()) {
      dependencies.provide(REFERABLE, add.element());
    }
    return null;
  }

  private void takeNames(AddField.GroupNames names) {
    Stream.of(names.primaryKey(), names.unique(), names.index())
        .flatMap(Optional::stream)
        .map(NamesInDatabase::relation)
        .forEach(dependencies::take);
  }

  @Override
  public Void visitAddIndex(AddIndex add) {
    requireFields(add.entity(), add.index());
    take(add.entity(), add.index());
    if (!add.index().expressions().isEmpty()) {
      requireFollowed();
      add.index()
          .allFields()
          .map(each -> SchemaElement.field(add.entity(), each))
          .forEach(
              each -> {
                dependencies.require(RENAMED, each);
                dependencies.require(COLUMN_RENAMED, each);
                dependencies.require(RETYPED, each);
              });
      requireValues(add.entity(), add.index().expressions());
    }
    return null;
  }

  @Override
  public Void visitAddKey(AddKey add) {
    requireFields(add.entity(), add.key());
    take(add.entity(), add.key());
    dependencies.require(KEY_DROPPED, SchemaElement.entity(add.entity()));
    provideReferable(add.entity(), add.key());
    return null;
  }

  @Override
  public Void visitAddCheck(AddCheck add) {
    dependencies.require(PRESENT, SchemaElement.entity(add.entity()));
    requireFields(add.entity(), add.check());
    requireFollowed();
    requireValues(add.entity(), List.of(add.check().expression()));
    return null;
  }

  @Override
  public Void visitAddReference(AddReference add) {
    EntityReference reference = add.reference();
    requireFields(add.entity(), reference.fields());
    dependencies.require(PRESENT, SchemaElement.entity(reference.target()));
    for (String field : reference.targetFields()) {
      NamedElement element = SchemaElement.field(reference.target(), field);
      dependencies.require(PRESENT, element);
      dependencies.require(REFERABLE, element);
      dependencies.require(REFERABLE_TOGETHER, element);
    }
    takeConstraint(add.entity(), reference);
    return null;
  }

  @Override
  public Void visitChangeCheck(ChangeCheck change) {
    dependencies.require(PRESENT, SchemaElement.entity(change.entity()));
    releaseFields(change.entity(), change.before());
    requireFields(change.entity(), change.after());
    requireFollowed();
    requireValues(change.entity(), List.of(change.after().expression()));
    return null;
  }

  @Override
  public Void visitDropCheck(DropCheck drop) {
    dependencies.require(PRESENT, SchemaElement.entity(drop.entity()));
    releaseFields(drop.entity(), drop.check());
    fields(drop.entity(), drop.check())
        .forEach(field -> dependencies.provide(CHECK_DROPPED, field));
    requireFollowed();
    releaseValues(List.of(drop.check().expression()));
    return null;
  }

  /** A new check is written with the last names and types of its columns. */
  private void requireFields(String entity, Check check) {
    for (NamedElement field : fields(entity, check)) {
      dependencies.require(RENAMED, field);
      dependencies.require(COLUMN_RENAMED, field);
      dependencies.require(PRESENT, field);
      requireTyped(field);
    }
  }

  /** A new column has the last type of the one that it refers to when a check uses it. */
  private void requireTargets(Entity entity, Check check) {
    check.expression().fields().stream()
        .flatMap(name -> entity.field(name).stream())
        .flatMap(field -> field.reference().stream())
        .filter(to -> !to.entity().equals(entity.name()))
        .forEach(to -> requireTyped(SchemaElement.field(to.entity(), to.field())));
  }

  /** The field and those that it refers to have their last types. */
  private void requireTyped(NamedElement field) {
    Optional<NamedElement> typed = Optional.of(field);
    for (Set<NamedElement> seen = new HashSet<>();
        typed.isPresent() && seen.add(typed.get());
        typed = target(typed.get())) {
      dependencies.require(RETYPED, typed.get());
    }
  }

  /** The field that this one refers to. */
  private Optional<NamedElement> target(NamedElement field) {
    return shape
        .field(field.owner(), field.name())
        .flatMap(Field::reference)
        .map(to -> SchemaElement.field(to.entity(), to.field()));
  }

  private void releaseFields(String entity, Check check) {
    for (NamedElement field : fields(entity, check)) {
      dependencies.require(RENAMED, field);
      dependencies.require(COLUMN_RENAMED, field);
      dependencies.release(field);
    }
  }

  /** A check of a statement that was read does not know its fields. */
  private Set<NamedElement> fields(String entity, Check check) {
    Set<NamedElement> fields = new HashSet<>();
    Stream.concat(
            check.expression().fields().stream(),
            shape.entity(entity).stream()
                .map(found -> EntityExpressions.of(found, check.sql()))
                .flatMap(expression -> expression.fields().stream()))
        .forEach(field -> fields.add(SchemaElement.field(entity, field)));
    return fields;
  }

  @Override
  public Void visitDropReference(DropReference drop) {
    EntityReference reference = drop.reference();
    dependencies.require(PRESENT, SchemaElement.entity(drop.entity()));
    for (String field : reference.fields()) {
      NamedElement element = SchemaElement.field(drop.entity(), field);
      dependencies.require(RENAMED, element);
      dependencies.release(element);
      dependencies.provide(REFERENCE_DROPPED, element);
    }
    dependencies.require(PRESENT, SchemaElement.entity(reference.target()));
    for (String field : reference.targetFields()) {
      NamedElement element = SchemaElement.field(reference.target(), field);
      dependencies.require(RENAMED, element);
      dependencies.provide(REFERENCE_DROPPED, element);
    }
    releaseTarget(reference);
    shape
        .entity(drop.entity())
        .map(entity -> NamesInDatabase.ofForeignKey(ForeignKey.of(entity, reference)))
        .ifPresent(dependencies::free);
    return null;
  }

  @Override
  public Void visitChangeReference(ChangeReference change) {
    requireFields(change.entity(), change.after().fields());
    requireFields(change.after().target(), change.after().targetFields());
    return null;
  }

  private void releaseTarget(EntityReference reference) {
    dependencies.release(SchemaElement.entity(reference.target()));
    reference
        .targetFields()
        .forEach(field -> dependencies.release(SchemaElement.field(reference.target(), field)));
  }

  private void takeConstraint(String entity, EntityReference reference) {
    shape
        .entity(entity)
        .map(found -> NamesInDatabase.ofForeignKey(ForeignKey.of(found, reference)))
        .ifPresent(dependencies::take);
  }

  /** References to a system entity need the same condition as those to any entity. */
  @Override
  public Void visitAddSystemEntity(AddSystemEntity add) {
    dependencies.provide(PRESENT, add.element());
    return null;
  }

  @Override
  public Void visitAddUnique(AddUnique add) {
    requireFields(add.entity(), add.unique());
    take(add.entity(), add.unique());
    provideReferable(add.entity(), add.unique());
    return null;
  }

  @Override
  public Void visitChangeField(ChangeField change) {
    dependencies.require(PRESENT, change.element().root());
    dependencies.require(RENAMED, change.element());
    dependencies.require(COLUMN_RENAMED, change.element());
    dependencies.require(REFERENCE_DROPPED, change.element());
    dependencies.require(KEY_DROPPED, change.element().root());
    if (becomesVirtual(change)) {
      // No index can be over it afterwards. What needs the field needs it as it is then.
      dependencies.require(INDEX_DROPPED, change.element());
      dependencies.provide(RETYPED, change.element());
    } else {
      dependencies.provide(PRESENT, change.element());
    }
    if (!change.before().type().equals(change.after().type())) {
      dependencies.require(UNIQUE_DROPPED, change.element());
      requireChecksDropped(change.element(), new HashSet<>());
      dependencies.provide(RETYPED, change.element());
      followers(change)
          .forEach(
              each -> {
                dependencies.require(UNIQUE_DROPPED, each);
                dependencies.provide(RETYPED, each);
              });
      users(change).forEach(each -> dependencies.require(EXPRESSION_DROPPED, each));
    }
    computed(change);
    if (change.before().sql().isPresent() || change.after().sql().isPresent()) {
      requireFollowed();
      releaseValues(change.before());
    }
    releaseType(change.before());
    requireType(change.after());
    if (change.before().reference().isPresent() && change.after().reference().isEmpty()) {
      constraint(change.entity(), change.before()).ifPresent(dependencies::free);
    }
    if (change.before().reference().isEmpty() && change.after().reference().isPresent()) {
      constraint(change.entity(), change.after()).ifPresent(dependencies::take);
    }
    return null;
  }

  private static boolean becomesVirtual(ChangeField change) {
    return change.before().generated().filter(DefaultValue.Generated::virtual).isEmpty()
        && change.after().generated().filter(DefaultValue.Generated::virtual).isPresent();
  }

  /** Fields that refer to this one get its type. */
  private void requireChecksDropped(NamedElement field, Set<NamedElement> seen) {
    if (seen.add(field)) {
      dependencies.require(CHECK_DROPPED, field);
      shape
          .referrers(field.owner(), field.name())
          .forEach(each -> requireChecksDropped(each.element(), seen));
    }
  }

  /** The name of the constraint of a field that is a reference. */
  private Optional<DatabaseName> constraint(String entity, Field field) {
    return shape
        .entity(entity)
        .flatMap(found -> ForeignKey.of(found.withField(field), field))
        .map(NamesInDatabase::ofForeignKey);
  }

  /** The generated fields that are computed from the field before the plan. */
  private Stream<NamedElement> users(ChangeField change) {
    return shape.entity(change.entity()).stream()
        .flatMap(entity -> entity.fields().stream())
        .filter(each -> each.isComputedFrom(change.before().name()))
        .map(each -> SchemaElement.field(change.entity(), each.name()));
  }

  /** A field that becomes a plain one for some statements is not computed again before them. */
  private void computed(ChangeField change) {
    if (change.before().generated().equals(change.after().generated())) {
      return;
    }
    releaseComputed(change.entity(), change.before());
    if (change.after().isGenerated()) {
      dependencies.require(NOT_COMPUTED_FROM, change.element());
      dependencies.require(EXPRESSION_DROPPED, change.element());
      dependencies.require(UNIQUE_DROPPED, change.element());
      requireComputed(change.entity(), change.after());
    } else {
      dependencies.provide(EXPRESSION_DROPPED, change.element());
    }
  }

  private void requireComputed(String entity, Field field) {
    field.generated().stream()
        .flatMap(value -> value.expression().fields().stream())
        .map(name -> SchemaElement.field(entity, name))
        .forEach(
            name -> {
              dependencies.require(PRESENT, name);
              dependencies.require(RETYPED, name);
            });
  }

  private void releaseComputed(String entity, Field field) {
    field.generated().stream()
        .flatMap(value -> value.expression().fields().stream())
        .map(name -> SchemaElement.field(entity, name))
        .forEach(
            name -> {
              dependencies.release(name);
              dependencies.provide(NOT_COMPUTED_FROM, name);
            });
  }

  @Override
  public Void visitDropEntity(DropEntity drop) {
    dependencies.free(NamesInDatabase.inSchema(drop.element()));
    dependencies.remove(drop.element());
    shape
        .entity(drop.entity())
        .ifPresent(
            entity -> {
              NamesInDatabase.ofEntity(entity).forEach(dependencies::free);
              entity.fields().forEach(this::releaseType);
              entity.fields().forEach(this::releaseValues);
              entity.checks().forEach(check -> releaseValues(List.of(check.expression())));
              entity.references().forEach(this::releaseTarget);
            });
    return null;
  }

  @Override
  public Void visitDropEnum(DropEnum drop) {
    dependencies.free(NamesInDatabase.inSchema(drop.element()));
    dependencies.remove(drop.element());
    shape.enumType(drop.enumName()).map(NamesInDatabase::ofEnum).ifPresent(dependencies::free);
    return null;
  }

  @Override
  public Void visitDropEnumValue(DropEnumValue drop) {
    dependencies.require(PRESENT, drop.element().root());
    dependencies.free(NamesInDatabase.inSchema(drop.element()));
    dependencies.remove(drop.element());
    dependencies.provide(VALUES_COMPLETE, drop.element().root());
    dependencies.require(INDEX_DROPPED, drop.element().root());
    shape
        .enumType(drop.enumName())
        .map(found -> NamesInDatabase.ofLabel(drop.enumName(), found.label(drop.value())))
        .ifPresent(dependencies::free);
    if (drop.replacement() instanceof DropEnumValue.Other other) {
      dependencies.require(PRESENT, SchemaElement.value(drop.enumName(), other.value()));
    }
    return null;
  }

  @Override
  public Void visitDropField(DropField drop) {
    dependencies.require(PRESENT, drop.element().root());
    dependencies.free(NamesInDatabase.inSchema(drop.element()));
    dependencies.remove(drop.element());
    dependencies.require(KEY_DROPPED, drop.element().root());
    shape
        .field(drop.entity(), drop.field())
        .map(field -> NamesInDatabase.ofColumn(drop.entity(), field))
        .ifPresent(dependencies::free);
    shape
        .entity(drop.entity())
        .ifPresent(
            entity -> {
              entity.field(drop.field()).ifPresent(this::releaseType);
              entity.field(drop.field()).ifPresent(field -> releaseComputed(drop.entity(), field));
              entity.field(drop.field()).ifPresent(this::releaseValues);
              // A key is not dropped with its field: it has its own statement.
              Stream.<FieldGroup>concat(entity.uniques().stream(), entity.indexes().stream())
                  .filter(group -> group.goesWith(drop.field()))
                  .forEach(group -> dependencies.free(NamesInDatabase.ofGroup(entity, group)));
              ForeignKey.of(entity)
                  .filter(key -> key.fields().contains(drop.field()))
                  .map(NamesInDatabase::ofForeignKey)
                  .forEach(dependencies::free);
              entity.references().stream()
                  .filter(reference -> reference.contains(drop.field()))
                  .forEach(this::releaseTarget);
            });
    return null;
  }

  @Override
  public Void visitDropIndex(DropIndex drop) {
    if (mayRefuseValues(drop.index())) {
      dependencies.require(PRESENT, SchemaElement.entity(drop.entity()));
      provideDropped(drop.entity(), drop.index());
      enumsOf(drop.entity(), drop.index().expressions())
          .forEach(each -> dependencies.provide(INDEX_DROPPED, SchemaElement.enumType(each)));
    } else {
      // The index may belong to a reference field that the same plan adds; then the field is first.
      requireFields(drop.entity(), drop.index());
    }
    drop.index()
        .allFields()
        .map(each -> SchemaElement.field(drop.entity(), each))
        .forEach(each -> dependencies.provide(INDEX_DROPPED, each));
    drop(drop.entity(), drop.index());
    return null;
  }

  @Override
  public Void visitDropKey(DropKey drop) {
    dependencies.require(PRESENT, SchemaElement.entity(drop.entity()));
    dependencies.provide(KEY_DROPPED, SchemaElement.entity(drop.entity()));
    shape.entity(drop.entity()).map(NamesInDatabase::ofKey).ifPresent(dependencies::free);
    shape.entity(drop.entity()).flatMap(Entity::key).ifPresent(key -> drop(drop.entity(), key));
    return null;
  }

  @Override
  public Void visitDropUnique(DropUnique drop) {
    dependencies.require(PRESENT, SchemaElement.entity(drop.entity()));
    provideDropped(drop.entity(), drop.unique());
    drop(drop.entity(), drop.unique());
    return null;
  }

  @Override
  public Void visitRenameEntity(RenameEntity rename) {
    dependencies.provide(PRESENT, rename.elementAfter());
    exchangeNames(rename);
    return null;
  }

  @Override
  public Void visitRenameEnum(RenameEnum rename) {
    dependencies.provide(PRESENT, rename.elementAfter());
    dependencies.provide(FOLLOWED, rename.elementAfter());
    exchangeNames(rename);
    return null;
  }

  @Override
  public Void visitRenameEnumValue(RenameEnumValue rename) {
    dependencies.require(PRESENT, rename.element().root());
    dependencies.provide(FOLLOWED, rename.element().root());
    dependencies.provide(PRESENT, rename.elementAfter());
    exchangeNames(rename);
    return null;
  }

  @Override
  public Void visitRenameInDatabase(RenameInDatabase rename) {
    dependencies.require(PRESENT, rename.element().root());
    if (rename.element().kind() == ElementKind.FIELD) {
      dependencies.require(RENAMED, rename.element());
      dependencies.provide(COLUMN_RENAMED, rename.element());
    } else {
      dependencies.require(PRESENT, rename.element());
      dependencies.provide(FOLLOWED, rename.element().root());
    }
    if (rename.element().kind() == ElementKind.ENTITY) {
      dependencies.provide(COLUMN_RENAMED, rename.element());
    }
    dependencies.free(NamesInDatabase.of(rename.element(), rename.from()));
    dependencies.take(NamesInDatabase.of(rename.element(), rename.to()));
    return null;
  }

  @Override
  public Void visitRenameDependent(RenameDependent rename) {
    dependencies.require(PRESENT, SchemaElement.entity(rename.entity()));
    dependencies.require(COLUMN_RENAMED, SchemaElement.entity(rename.entity()));
    for (NamedElement element : rename.affected()) {
      if (element.kind() == ElementKind.FIELD) {
        dependencies.require(RENAMED, element);
        dependencies.require(COLUMN_RENAMED, element);
      }
    }
    dependencies.free(NamesInDatabase.ofDependent(rename.element(), rename.from()));
    dependencies.take(NamesInDatabase.ofDependent(rename.element(), rename.to()));
    return null;
  }

  /** A rename in the schema may keep the name in the database. */
  private void exchangeNames(RenameStatement rename) {
    dependencies.free(NamesInDatabase.inSchema(rename.element()));
    dependencies.take(NamesInDatabase.inSchema(rename.elementAfter()));
    if (rename.kept().isEmpty()) {
      dependencies.free(NamesInDatabase.derived(rename.element()));
      dependencies.take(NamesInDatabase.derived(rename.elementAfter()));
    }
  }

  @Override
  public Void visitRenameField(RenameField rename) {
    dependencies.require(PRESENT, rename.element().root());
    dependencies.provide(PRESENT, rename.elementAfter());
    dependencies.provide(RENAMED, rename.elementAfter());
    exchangeNames(rename);
    return null;
  }

  @Override
  public Void visitReorderEnum(ReorderEnum reorder) {
    dependencies.require(PRESENT, reorder.element());
    dependencies.require(VALUES_COMPLETE, reorder.element());
    dependencies.require(INDEX_DROPPED, reorder.element());
    return null;
  }

  @Override
  public Void visitRunSql(RunSql run) {
    return null;
  }

  @Override
  public Void visitUpdateRows(UpdateRows update) {
    dependencies.require(PRESENT, SchemaElement.entity(update.entity()));
    update
        .assignments()
        .forEach(
            each ->
                dependencies.require(PRESENT, SchemaElement.field(update.entity(), each.field())));
    return null;
  }

  /** Whether new values of its fields may be equal, or of a type that it cannot hold. */
  private static boolean mayRefuseValues(Index index) {
    return index.unique()
        || index.namesOperatorClass()
        || index.method() != IndexMethod.BTREE
        || !index.expressions().isEmpty();
  }

  /** SQL of a plan has the names that enums and sequences have after all renames. */
  private void requireFollowed() {
    shape
        .enums()
        .forEach(each -> dependencies.require(FOLLOWED, SchemaElement.enumType(each.name())));
    shape
        .sequences()
        .forEach(each -> dependencies.require(FOLLOWED, SchemaElement.sequence(each.name())));
  }

  /** New SQL is compared with rows that have the last values of their enums. */
  private void requireValues(String entity, List<SqlExpression> expressions) {
    enumsOf(entity, expressions)
        .forEach(each -> dependencies.require(VALUES_COMPLETE, SchemaElement.enumType(each)));
  }

  private void releaseValues(Field field) {
    releaseValues(field.sql().stream().toList());
  }

  /** A value is dropped after the SQL that may name its label. */
  private void releaseValues(List<SqlExpression> expressions) {
    for (EnumType type : shape.enums()) {
      for (String value : type.values()) {
        String label = Quoting.string(type.label(value));
        if (expressions.stream().anyMatch(each -> each.text().contains(label))) {
          dependencies.release(SchemaElement.value(type.name(), value));
        }
      }
    }
  }

  /** The enums whose values may stand in the SQL. */
  private Stream<String> enumsOf(String entity, List<SqlExpression> expressions) {
    Set<String> found = new HashSet<>();
    expressions.stream()
        .flatMap(
            each ->
                Stream.concat(
                    each.fields().stream(),
                    shape.entity(entity).stream()
                        .flatMap(
                            known -> EntityExpressions.of(known, each.text()).fields().stream())))
        .flatMap(each -> shape.field(entity, each).stream())
        .flatMap(each -> shape.columnType(each.type()).stream())
        .filter(FieldType.OfEnum.class::isInstance)
        .forEach(each -> found.add(((FieldType.OfEnum) each).name()));
    for (EnumType type : shape.enums()) {
      String name = DatabaseNames.CURRENT.enumType(type);
      if (expressions.stream().anyMatch(each -> each.text().contains(name))) {
        found.add(type.name());
      }
    }
    return found.stream();
  }

  /** The fields that refer to the changed one, directly or through others. */
  private List<NamedElement> followers(ChangeField change) {
    List<NamedElement> found = new ArrayList<>(List.of(change.element()));
    Set<NamedElement> known = new HashSet<>(found);
    for (int i = 0; i < found.size(); i++) {
      NamedElement to = found.get(i);
      shape
          .referrers(to.owner(), to.name())
          .map(each -> SchemaElement.field(each.entity().name(), each.field().name()))
          .filter(known::add)
          .forEach(found::add);
    }
    return found.subList(1, found.size());
  }

  private void provideDropped(String entity, FieldGroup group) {
    (group.expressions().isEmpty() ? group.fields().stream() : group.allFields())
        .forEach(each -> dependencies.provide(UNIQUE_DROPPED, SchemaElement.field(entity, each)));
  }

  private void take(String entity, FieldGroup group) {
    shape
        .entity(entity)
        .map(found -> NamesInDatabase.ofGroup(found, group))
        .ifPresent(dependencies::take);
  }

  private void drop(String entity, FieldGroup group) {
    if (!group.expressions().isEmpty()) {
      requireFollowed();
    }
    shape
        .entity(entity)
        .map(found -> NamesInDatabase.ofGroup(found, found.actual(group)))
        .ifPresent(dependencies::free);
    for (String field : group.allFields().toList()) {
      dependencies.require(RENAMED, SchemaElement.field(entity, field));
      if (!group.expressions().isEmpty()) {
        dependencies.require(COLUMN_RENAMED, SchemaElement.field(entity, field));
      }
      dependencies.release(SchemaElement.field(entity, field));
    }
  }

  private void requireFields(String entity, FieldGroup group) {
    requireFields(entity, group.allFields().toList());
  }

  private void requireFields(String entity, List<String> fields) {
    dependencies.require(PRESENT, SchemaElement.entity(entity));
    fields.forEach(each -> dependencies.require(PRESENT, SchemaElement.field(entity, each)));
  }

  private void provideReferable(String entity, FieldGroup group) {
    group
        .fields()
        .forEach(
            each -> dependencies.provide(REFERABLE_TOGETHER, SchemaElement.field(entity, each)));
    if (group.fields().size() == 1) {
      dependencies.provide(REFERABLE, SchemaElement.field(entity, group.fields().get(0)));
    }
  }

  /**
   * Requires the enum and the sequence of the field. References are not required, because a new
   * entity may refer to one that is added later.
   */
  private void requireNamed(Field field) {
    field
        .sequenceName()
        .map(SchemaElement::sequence)
        .ifPresent(sequence -> dependencies.require(PRESENT, sequence));
    if (field.type() instanceof FieldType.OfEnum ofEnum) {
      dependencies.require(PRESENT, SchemaElement.enumType(ofEnum.name()));
      if (field.defaultValue().orElse(null) instanceof DefaultValue.EnumValue label) {
        dependencies.require(PRESENT, SchemaElement.value(ofEnum.name(), label.value()));
      }
    }
  }

  private void requireType(Field field) {
    requireNamed(field);
    if (field.type() instanceof FieldType.Reference to) {
      dependencies.require(PRESENT, SchemaElement.entity(to.entity()));
      dependencies.require(PRESENT, SchemaElement.field(to.entity(), to.field()));
      dependencies.require(REFERABLE, SchemaElement.field(to.entity(), to.field()));
    }
  }

  private void releaseType(Field field) {
    field.sequenceName().map(SchemaElement::sequence).ifPresent(dependencies::release);
    if (field.type() instanceof FieldType.OfEnum ofEnum) {
      dependencies.release(SchemaElement.enumType(ofEnum.name()));
      if (field.defaultValue().orElse(null) instanceof DefaultValue.EnumValue label) {
        dependencies.release(SchemaElement.value(ofEnum.name(), label.value()));
      }
    }
    if (field.type() instanceof FieldType.Reference to) {
      dependencies.release(SchemaElement.entity(to.entity()));
      dependencies.release(SchemaElement.field(to.entity(), to.field()));
    }
  }
}
