package dev.kizaki.engine.planner;

import static dev.kizaki.engine.planner.StatementDependencies.Fact.KEY_GONE;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.PRESENT;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.REFERABLE;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.UNIQUE_GONE;
import static dev.kizaki.engine.planner.StatementDependencies.Fact.VALUES_COMPLETE;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddKey;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.AddUnique;
import dev.kizaki.engine.plan.ChangeField;
import dev.kizaki.engine.plan.DropEntity;
import dev.kizaki.engine.plan.DropEnum;
import dev.kizaki.engine.plan.DropEnumValue;
import dev.kizaki.engine.plan.DropField;
import dev.kizaki.engine.plan.DropIndex;
import dev.kizaki.engine.plan.DropKey;
import dev.kizaki.engine.plan.DropUnique;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementVisitor;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.planner.StatementDependencies.DatabaseName;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.ShapeView;
import java.util.stream.Stream;

/** Finds what the place of a statement depends on. */
final class DependencyVisitor implements StatementVisitor<Void> {
  private final DatabaseNames names = new DatabaseNames(NamingVersion.CURRENT);
  private final ShapeView shape;
  private final StatementDependencies ties = new StatementDependencies();

  private DependencyVisitor(ShapeView shape) {
    this.shape = shape;
  }

  /**
   * @param shape what is there before the plan's drops, under the names after its renames
   */
  static StatementDependencies of(PlanStatement statement, ShapeView shape) {
    DependencyVisitor visitor = new DependencyVisitor(shape);
    statement.accept(visitor);
    return visitor.ties;
  }

  @Override
  public Void visitAddEntity(AddEntity add) {
    ties.provide(PRESENT, add.element());
    ties.take(relation(names.table(add.entity().name())));
    add.entity().groups().forEach(group -> ties.take(name(add.entity().name(), group)));
    add.entity()
        .fields()
        .forEach(
            field -> {
              requireEnum(field);
              if (field.isIdentity()) {
                ties.take(relation(names.sequence(add.entity().name(), field.name())));
              }
            });
    return null;
  }

  @Override
  public Void visitAddEnum(AddEnum add) {
    ties.provide(PRESENT, add.element());
    ties.take(relation(names.enumType(add.enumType().name())));
    return null;
  }

  @Override
  public Void visitAddEnumValue(AddEnumValue add) {
    ties.require(PRESENT, add.element().root());
    ties.provide(PRESENT, add.element());
    ties.provide(VALUES_COMPLETE, add.element().root());
    // The neighbour must be there already, and still.
    add.position()
        .map(at -> SchemaElement.value(add.enumName(), at.neighbour()))
        .ifPresent(
            neighbour -> {
              ties.require(PRESENT, neighbour);
              ties.release(neighbour);
            });
    return null;
  }

  @Override
  public Void visitAddField(AddField add) {
    ties.require(PRESENT, add.element().root());
    ties.provide(PRESENT, add.element());
    ties.take(column(add.entity(), add.field().name()));
    requireType(add.field());
    if (add.field().isIdentity()) {
      ties.take(relation(names.sequence(add.entity(), add.field().name())));
    }
    if (add.annotations().primaryKey()) {
      ties.take(relation(names.key(add.entity())));
      ties.provide(REFERABLE, add.element());
    }
    if (add.annotations().unique()) {
      ties.provide(REFERABLE, add.element());
    }
    return null;
  }

  @Override
  public Void visitAddIndex(AddIndex add) {
    requireFields(add.entity(), add.index());
    ties.take(name(add.entity(), add.index()));
    return null;
  }

  @Override
  public Void visitAddKey(AddKey add) {
    requireFields(add.entity(), add.key());
    ties.take(name(add.entity(), add.key()));
    provideReferable(add.entity(), add.key());
    return null;
  }

  /** References name a system entity as they name any other. */
  @Override
  public Void visitAddSystemEntity(AddSystemEntity add) {
    ties.provide(PRESENT, add.element());
    return null;
  }

  @Override
  public Void visitAddUnique(AddUnique add) {
    requireFields(add.entity(), add.unique());
    ties.take(name(add.entity(), add.unique()));
    provideReferable(add.entity(), add.unique());
    return null;
  }

  @Override
  public Void visitChangeField(ChangeField change) {
    ties.require(PRESENT, change.element().root());
    ties.require(KEY_GONE, change.element().root());
    ties.provide(PRESENT, change.element());
    if (!change.before().type().equals(change.after().type())) {
      ties.require(UNIQUE_GONE, change.element());
    }
    releaseType(change.before());
    requireType(change.after());
    return null;
  }

  @Override
  public Void visitDropEntity(DropEntity drop) {
    ties.remove(drop.element());
    shape
        .entity(drop.entity())
        .ifPresent(
            entity -> {
              ties.free(relation(names.table(entity.name())));
              entity.groups().forEach(group -> ties.free(name(entity.name(), group)));
              entity.fields().forEach(this::releaseType);
              entity.fields().stream()
                  .filter(Field::isIdentity)
                  .forEach(each -> ties.free(relation(names.sequence(entity.name(), each.name()))));
            });
    return null;
  }

  @Override
  public Void visitDropEnum(DropEnum drop) {
    ties.remove(drop.element());
    ties.free(relation(names.enumType(drop.enumName())));
    return null;
  }

  @Override
  public Void visitDropEnumValue(DropEnumValue drop) {
    ties.remove(drop.element());
    ties.provide(VALUES_COMPLETE, drop.element().root());
    if (drop.replacement() instanceof DropEnumValue.Other other) {
      ties.require(PRESENT, SchemaElement.value(drop.enumName(), other.value()));
    }
    return null;
  }

  @Override
  public Void visitDropField(DropField drop) {
    ties.remove(drop.element());
    ties.require(KEY_GONE, drop.element().root());
    ties.free(column(drop.entity(), drop.field()));
    shape
        .entity(drop.entity())
        .ifPresent(
            entity -> {
              entity.field(drop.field()).ifPresent(this::releaseType);
              // A key does not go along with its field: it has a drop of its own.
              Stream.<FieldGroup>concat(entity.uniques().stream(), entity.indexes().stream())
                  .filter(group -> group.fields().contains(drop.field()))
                  .forEach(group -> ties.free(name(entity.name(), group)));
            });
    return null;
  }

  @Override
  public Void visitDropIndex(DropIndex drop) {
    // The index that the reference rule brings a new field may go at once.
    requireFields(drop.entity(), drop.index());
    drop(drop.entity(), drop.index());
    return null;
  }

  @Override
  public Void visitDropKey(DropKey drop) {
    ties.provide(KEY_GONE, SchemaElement.entity(drop.entity()));
    ties.free(relation(names.key(drop.entity())));
    shape.entity(drop.entity()).flatMap(Entity::key).ifPresent(key -> drop(drop.entity(), key));
    return null;
  }

  @Override
  public Void visitDropUnique(DropUnique drop) {
    drop.unique()
        .fields()
        .forEach(each -> ties.provide(UNIQUE_GONE, SchemaElement.field(drop.entity(), each)));
    drop(drop.entity(), drop.unique());
    return null;
  }

  @Override
  public Void visitRenameEntity(RenameEntity rename) {
    ties.provide(PRESENT, rename.elementAfter());
    ties.free(relation(names.table(rename.from())));
    ties.take(relation(names.table(rename.to())));
    return null;
  }

  @Override
  public Void visitRenameEnum(RenameEnum rename) {
    ties.provide(PRESENT, rename.elementAfter());
    ties.free(relation(names.enumType(rename.from())));
    ties.take(relation(names.enumType(rename.to())));
    return null;
  }

  @Override
  public Void visitRenameEnumValue(RenameEnumValue rename) {
    ties.require(PRESENT, rename.element().root());
    ties.provide(PRESENT, rename.elementAfter());
    return null;
  }

  @Override
  public Void visitRenameField(RenameField rename) {
    ties.require(PRESENT, rename.element().root());
    ties.provide(PRESENT, rename.elementAfter());
    ties.free(column(rename.entity(), rename.from()));
    ties.take(column(rename.entity(), rename.to()));
    return null;
  }

  @Override
  public Void visitReorderEnum(ReorderEnum reorder) {
    ties.require(VALUES_COMPLETE, reorder.element());
    return null;
  }

  @Override
  public Void visitRunSql(RunSql run) {
    return null;
  }

  @Override
  public Void visitUpdateRows(UpdateRows update) {
    ties.require(PRESENT, SchemaElement.entity(update.entity()));
    update
        .assignments()
        .forEach(each -> ties.require(PRESENT, SchemaElement.field(update.entity(), each.field())));
    return null;
  }

  private void drop(String entity, FieldGroup group) {
    ties.free(name(entity, group));
    group.fields().forEach(each -> ties.release(SchemaElement.field(entity, each)));
  }

  private void requireFields(String entity, FieldGroup group) {
    ties.require(PRESENT, SchemaElement.entity(entity));
    group.fields().forEach(each -> ties.require(PRESENT, SchemaElement.field(entity, each)));
  }

  private void provideReferable(String entity, FieldGroup group) {
    if (group.fields().size() == 1) {
      ties.provide(REFERABLE, SchemaElement.field(entity, group.fields().get(0)));
    }
  }

  /** References are left out: those of a new entity may point forward. */
  private void requireEnum(Field field) {
    if (field.type() instanceof FieldType.OfEnum ofEnum) {
      ties.require(PRESENT, SchemaElement.enumType(ofEnum.name()));
      if (field.defaultValue().orElse(null) instanceof DefaultValue.EnumValue label) {
        ties.require(PRESENT, SchemaElement.value(ofEnum.name(), label.value()));
      }
    }
  }

  private void requireType(Field field) {
    requireEnum(field);
    if (field.type() instanceof FieldType.Reference to) {
      ties.require(PRESENT, SchemaElement.entity(to.entity()));
      ties.require(PRESENT, SchemaElement.field(to.entity(), to.field()));
      ties.require(REFERABLE, SchemaElement.field(to.entity(), to.field()));
    }
  }

  private void releaseType(Field field) {
    if (field.type() instanceof FieldType.OfEnum ofEnum) {
      ties.release(SchemaElement.enumType(ofEnum.name()));
      if (field.defaultValue().orElse(null) instanceof DefaultValue.EnumValue label) {
        ties.release(SchemaElement.value(ofEnum.name(), label.value()));
      }
    }
    if (field.type() instanceof FieldType.Reference to) {
      ties.release(SchemaElement.entity(to.entity()));
      ties.release(SchemaElement.field(to.entity(), to.field()));
    }
  }

  private DatabaseName name(String entity, FieldGroup group) {
    return relation(names.group(entity, group));
  }

  private DatabaseName column(String entity, String field) {
    return new DatabaseName(entity, names.column(field));
  }

  private static DatabaseName relation(String name) {
    return new DatabaseName("", name);
  }
}
