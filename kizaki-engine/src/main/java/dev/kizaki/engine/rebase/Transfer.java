package dev.kizaki.engine.rebase;

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
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementVisitor;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.SystemEntity;
import java.util.List;
import java.util.Optional;

/** One statement over the new base: a table of contents, the work is in the classes it names. */
final class Transfer implements StatementVisitor<Void> {
  private final Scene scene;
  private final NameTransfer names;
  private final EntityTransfer entities;
  private final FieldTransfer fields;
  private final EnumTransfer enums;
  private final GroupTransfer groups;
  private final RowsTransfer rows;

  Transfer(Scene scene) {
    this.scene = scene;
    this.names = new NameTransfer(scene);
    this.entities = new EntityTransfer(scene, names);
    this.groups = new GroupTransfer(scene);
    this.fields = new FieldTransfer(scene, names, groups);
    this.enums = new EnumTransfer(scene, names);
    this.rows = new RowsTransfer(scene);
  }

  @Override
  public Void visitAddEntity(AddEntity add) {
    return entities.add(add);
  }

  /** Both branches name the same table, unless somebody changed the setting. */
  @Override
  public Void visitAddSystemEntity(AddSystemEntity add) {
    Optional<SystemEntity> there = scene.merged().shape().systemEntity(add.systemEntity().name());
    if (there.isEmpty()) {
      scene.draft().write(add);
    } else if (there.get().equals(add.systemEntity())) {
      scene.draft().leaveOut();
    } else {
      scene
          .draft()
          .ask(
              scene.other().who(side -> side.shape().systemEntities())
                  + " settled another table for "
                  + add.systemEntity().name()
                  + " than this migration. That one holds: set userTable to it.",
              List.of(),
              List.of());
    }
    return null;
  }

  @Override
  public Void visitRenameEntity(RenameEntity rename) {
    return entities.rename(rename);
  }

  @Override
  public Void visitDropEntity(DropEntity drop) {
    return entities.drop(drop);
  }

  @Override
  public Void visitAddField(AddField add) {
    return fields.add(add);
  }

  @Override
  public Void visitRenameField(RenameField rename) {
    return fields.rename(rename);
  }

  @Override
  public Void visitChangeField(ChangeField change) {
    return fields.change(change);
  }

  @Override
  public Void visitDropField(DropField drop) {
    return fields.drop(drop);
  }

  @Override
  public Void visitAddEnum(AddEnum add) {
    return enums.add(add);
  }

  @Override
  public Void visitAddEnumValue(AddEnumValue add) {
    return enums.addValue(add);
  }

  @Override
  public Void visitRenameEnum(RenameEnum rename) {
    return enums.rename(rename);
  }

  @Override
  public Void visitRenameEnumValue(RenameEnumValue rename) {
    return enums.renameValue(rename);
  }

  @Override
  public Void visitReorderEnum(ReorderEnum reorder) {
    return enums.reorder(reorder);
  }

  @Override
  public Void visitDropEnumValue(DropEnumValue drop) {
    return enums.dropValue(drop);
  }

  @Override
  public Void visitDropEnum(DropEnum drop) {
    return enums.drop(drop);
  }

  @Override
  public Void visitAddUnique(AddUnique add) {
    return groups.add(add);
  }

  @Override
  public Void visitAddIndex(AddIndex add) {
    return groups.add(add);
  }

  @Override
  public Void visitAddKey(AddKey add) {
    return groups.add(add);
  }

  @Override
  public Void visitDropUnique(DropUnique drop) {
    return groups.drop(drop);
  }

  @Override
  public Void visitDropIndex(DropIndex drop) {
    return groups.drop(drop);
  }

  @Override
  public Void visitDropKey(DropKey drop) {
    return groups.drop(drop);
  }

  @Override
  public Void visitUpdateRows(UpdateRows update) {
    return rows.update(update);
  }

  @Override
  public Void visitRunSql(RunSql run) {
    return rows.run(run);
  }
}
