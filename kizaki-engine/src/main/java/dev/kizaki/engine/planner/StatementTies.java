package dev.kizaki.engine.planner;

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
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.Unique;
import java.util.stream.Stream;

/** Finds what ties one statement to others. */
final class StatementTies implements StatementVisitor<Void> {
  private final DatabaseNames names = new DatabaseNames(NamingVersion.CURRENT);
  private final ShapeView shape;
  private final Ties ties = Ties.empty();

  private StatementTies(ShapeView shape) {
    this.shape = shape;
  }

  /**
   * @param shape what is there before the plan's drops, under the names after its renames
   */
  static Ties of(PlanStatement statement, ShapeView shape) {
    StatementTies visitor = new StatementTies(shape);
    statement.accept(visitor);
    return visitor.ties;
  }

  @Override
  public Void visitAddEntity(AddEntity add) {
    ties.provides().add(entity(add.entity().name()));
    ties.takes().add(relation(names.table(add.entity().name())));
    add.entity().groups().forEach(group -> ties.takes().add(name(add.entity().name(), group)));
    add.entity()
        .fields()
        .forEach(
            field -> {
              requireEnum(field);
              if (field.isIdentity()) {
                ties.takes().add(relation(names.sequence(add.entity().name(), field.name())));
              }
            });
    return null;
  }

  @Override
  public Void visitAddEnum(AddEnum add) {
    ties.provides().add(enumType(add.enumType().name()));
    ties.takes().add(relation(names.enumType(add.enumType().name())));
    return null;
  }

  @Override
  public Void visitAddEnumValue(AddEnumValue add) {
    ties.requires().add(enumType(add.enumName()));
    ties.provides().add(value(add.enumName(), add.value()));
    ties.provides().add(values(add.enumName()));
    // The neighbour must be there already, and still.
    add.position()
        .map(at -> value(add.enumName(), at.neighbour()))
        .ifPresent(
            neighbour -> {
              ties.requires().add(neighbour);
              ties.releases().add(neighbour);
            });
    return null;
  }

  @Override
  public Void visitAddField(AddField add) {
    ties.requires().add(entity(add.entity()));
    ties.provides().add(field(add.entity(), add.field().name()));
    ties.takes().add(column(add.entity(), add.field().name()));
    requireType(add.field());
    if (add.field().isIdentity()) {
      ties.takes().add(relation(names.sequence(add.entity(), add.field().name())));
    }
    if (add.annotations().primaryKey()) {
      ties.takes().add(relation(names.key(add.entity())));
      ties.provides().add(referable(add.entity(), add.field().name()));
    }
    if (add.annotations().unique()) {
      ties.provides().add(referable(add.entity(), add.field().name()));
    }
    return null;
  }

  @Override
  public Void visitAddIndex(AddIndex add) {
    requireFields(add.entity(), add.index());
    ties.takes().add(name(add.entity(), add.index()));
    return null;
  }

  @Override
  public Void visitAddKey(AddKey add) {
    requireFields(add.entity(), add.key());
    ties.takes().add(name(add.entity(), add.key()));
    provideReferable(add.entity(), add.key());
    return null;
  }

  @Override
  public Void visitAddSystemEntity(AddSystemEntity add) {
    ties.provides().add(entity(add.systemEntity().name()));
    return null;
  }

  @Override
  public Void visitAddUnique(AddUnique add) {
    requireFields(add.entity(), add.unique());
    ties.takes().add(name(add.entity(), add.unique()));
    provideReferable(add.entity(), add.unique());
    return null;
  }

  @Override
  public Void visitChangeField(ChangeField change) {
    String field = change.before().name();
    ties.requires().add(entity(change.entity()));
    ties.requires().add(keyGone(change.entity()));
    ties.provides().add(field(change.entity(), field));
    if (!change.before().type().equals(change.after().type())) {
      ties.requires().add(freed(change.entity(), field));
    }
    releaseType(change.before());
    requireType(change.after());
    return null;
  }

  @Override
  public Void visitDropEntity(DropEntity drop) {
    ties.removes().add(entity(drop.entity()));
    shape
        .entity(drop.entity())
        .ifPresent(
            entity -> {
              ties.frees().add(relation(names.table(entity.name())));
              entity.groups().forEach(group -> ties.frees().add(name(entity.name(), group)));
              entity.fields().forEach(this::releaseType);
              entity.fields().stream()
                  .filter(Field::isIdentity)
                  .forEach(
                      each ->
                          ties.frees().add(relation(names.sequence(entity.name(), each.name()))));
            });
    return null;
  }

  @Override
  public Void visitDropEnum(DropEnum drop) {
    ties.removes().add(enumType(drop.enumName()));
    ties.frees().add(relation(names.enumType(drop.enumName())));
    return null;
  }

  @Override
  public Void visitDropEnumValue(DropEnumValue drop) {
    ties.removes().add(value(drop.enumName(), drop.value()));
    ties.provides().add(values(drop.enumName()));
    if (drop.replacement() instanceof DropEnumValue.Other other) {
      ties.requires().add(value(drop.enumName(), other.value()));
    }
    return null;
  }

  @Override
  public Void visitDropField(DropField drop) {
    ties.removes().add(field(drop.entity(), drop.field()));
    ties.requires().add(keyGone(drop.entity()));
    ties.frees().add(column(drop.entity(), drop.field()));
    shape
        .entity(drop.entity())
        .ifPresent(
            entity -> {
              entity.field(drop.field()).ifPresent(this::releaseType);
              // A key does not go along with its field: it has a drop of its own.
              Stream.<FieldGroup>concat(entity.uniques().stream(), entity.indexes().stream())
                  .filter(group -> group.fields().contains(drop.field()))
                  .forEach(group -> ties.frees().add(name(entity.name(), group)));
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
    ties.provides().add(keyGone(drop.entity()));
    ties.frees().add(relation(names.key(drop.entity())));
    shape.entity(drop.entity()).flatMap(Entity::key).ifPresent(key -> drop(drop.entity(), key));
    return null;
  }

  @Override
  public Void visitDropUnique(DropUnique drop) {
    drop.unique().fields().forEach(each -> ties.provides().add(freed(drop.entity(), each)));
    drop(drop.entity(), drop.unique());
    return null;
  }

  @Override
  public Void visitRenameEntity(RenameEntity rename) {
    ties.provides().add(entity(rename.to()));
    ties.frees().add(relation(names.table(rename.from())));
    ties.takes().add(relation(names.table(rename.to())));
    return null;
  }

  @Override
  public Void visitRenameEnum(RenameEnum rename) {
    ties.provides().add(enumType(rename.to()));
    ties.frees().add(relation(names.enumType(rename.from())));
    ties.takes().add(relation(names.enumType(rename.to())));
    return null;
  }

  @Override
  public Void visitRenameEnumValue(RenameEnumValue rename) {
    ties.requires().add(enumType(rename.enumName()));
    ties.provides().add(value(rename.enumName(), rename.to()));
    return null;
  }

  @Override
  public Void visitRenameField(RenameField rename) {
    ties.requires().add(entity(rename.entity()));
    ties.provides().add(field(rename.entity(), rename.to()));
    ties.frees().add(column(rename.entity(), rename.from()));
    ties.takes().add(column(rename.entity(), rename.to()));
    return null;
  }

  @Override
  public Void visitReorderEnum(ReorderEnum reorder) {
    ties.requires().add(values(reorder.order().name()));
    return null;
  }

  @Override
  public Void visitRunSql(RunSql run) {

    return null;
  }

  @Override
  public Void visitUpdateRows(UpdateRows update) {
    ties.requires().add(entity(update.entity()));
    update.assignments().forEach(each -> ties.requires().add(field(update.entity(), each.field())));
    return null;
  }

  private void drop(String entity, FieldGroup group) {
    ties.frees().add(name(entity, group));
    group.fields().forEach(each -> ties.releases().add(field(entity, each)));
  }

  private void requireFields(String entity, FieldGroup group) {
    ties.requires().add(entity(entity));
    group.fields().forEach(each -> ties.requires().add(field(entity, each)));
  }

  private void provideReferable(String entity, FieldGroup group) {
    if (group.fields().size() == 1) {
      ties.provides().add(referable(entity, group.fields().get(0)));
    }
  }

  /** References are left out: those of a new entity may point forward. */
  private void requireEnum(Field field) {
    if (field.type() instanceof FieldType.OfEnum ofEnum) {
      ties.requires().add(enumType(ofEnum.name()));
      if (field.defaultValue().orElse(null) instanceof DefaultValue.EnumValue label) {
        ties.requires().add(value(ofEnum.name(), label.value()));
      }
    }
  }

  private void requireType(Field field) {
    requireEnum(field);
    if (field.type() instanceof FieldType.Reference to) {
      ties.requires().add(entity(to.entity()));
      ties.requires().add(field(to.entity(), to.field()));
      ties.requires().add(referable(to.entity(), to.field()));
    }
  }

  private void releaseType(Field field) {
    if (field.type() instanceof FieldType.OfEnum ofEnum) {
      ties.releases().add(enumType(ofEnum.name()));
      if (field.defaultValue().orElse(null) instanceof DefaultValue.EnumValue label) {
        ties.releases().add(value(ofEnum.name(), label.value()));
      }
    }
    if (field.type() instanceof FieldType.Reference to) {
      ties.releases().add(entity(to.entity()));
      ties.releases().add(field(to.entity(), to.field()));
    }
  }

  private String name(String entity, FieldGroup group) {
    return relation(
        group instanceof Unique unique
            ? names.unique(entity, unique)
            : group instanceof Index index ? names.index(entity, index) : names.key(entity));
  }

  private String column(String entity, String field) {
    return "column " + entity + "." + names.column(field);
  }

  private static String relation(String name) {
    return "relation " + name;
  }

  private static String entity(String name) {
    return "entity " + name;
  }

  private static String enumType(String name) {
    return "enum " + name;
  }

  private static String value(String enumName, String value) {
    return "value " + enumName + "." + value;
  }

  /** All additions to and removals from an enum: its order comes after them. */
  private static String values(String enumName) {
    return "values " + enumName;
  }

  private static String field(String entity, String field) {
    return "field " + entity + "." + field;
  }

  /** The field is a key or unique, so that references may point at it. */
  private static String referable(String entity, String field) {
    return "referable " + entity + "." + field;
  }

  /** An old unique over the field is gone, so that its rows may become the same. */
  private static String freed(String entity, String field) {
    return "freed " + entity + "." + field;
  }

  /** The entity's old key is gone, so that its fields may be dropped or made nullable. */
  private static String keyGone(String entity) {
    return "key gone " + entity;
  }
}
