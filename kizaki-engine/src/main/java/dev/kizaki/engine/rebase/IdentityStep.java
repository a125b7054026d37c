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

/** What a statement, already known to fit, does to the identities of a side. */
final class IdentityStep implements StatementVisitor<Void> {
  private final Side side;
  private final Side twin;

  IdentityStep(Side side, Side twin) {
    this.side = side;
    this.twin = twin;
  }

  @Override
  public Void visitAddEntity(AddEntity add) {
    side.put(add.entity(), twin);
    return null;
  }

  @Override
  public Void visitAddField(AddField add) {
    Thing entity = side.entity(add.entity()).orElseThrow();
    side.put(Address.field(entity, add.field().name()), twin);
    return null;
  }

  @Override
  public Void visitAddEnum(AddEnum add) {
    side.put(add.enumType(), twin);
    return null;
  }

  @Override
  public Void visitAddEnumValue(AddEnumValue add) {
    Thing enumType = side.enumType(add.enumName()).orElseThrow();
    side.put(Address.value(enumType, add.value()), twin);
    return null;
  }

  @Override
  public Void visitRenameEntity(RenameEntity rename) {
    side.rename(side.entity(rename.from()).orElseThrow(), rename.to());
    return null;
  }

  @Override
  public Void visitRenameField(RenameField rename) {
    side.rename(side.field(rename.entity(), rename.from()).orElseThrow(), rename.to());
    return null;
  }

  @Override
  public Void visitRenameEnum(RenameEnum rename) {
    side.rename(side.enumType(rename.from()).orElseThrow(), rename.to());
    return null;
  }

  @Override
  public Void visitRenameEnumValue(RenameEnumValue rename) {
    side.rename(side.value(rename.enumName(), rename.from()).orElseThrow(), rename.to());
    return null;
  }

  @Override
  public Void visitDropEntity(DropEntity drop) {
    side.remove(side.entity(drop.entity()).orElseThrow());
    return null;
  }

  @Override
  public Void visitDropField(DropField drop) {
    side.remove(side.field(drop.entity(), drop.field()).orElseThrow());
    return null;
  }

  @Override
  public Void visitDropEnum(DropEnum drop) {
    side.remove(side.enumType(drop.enumName()).orElseThrow());
    return null;
  }

  @Override
  public Void visitDropEnumValue(DropEnumValue drop) {
    side.remove(side.value(drop.enumName(), drop.value()).orElseThrow());
    return null;
  }

  @Override
  public Void visitAddUnique(AddUnique add) {
    return null;
  }

  @Override
  public Void visitAddIndex(AddIndex add) {
    return null;
  }

  @Override
  public Void visitAddKey(AddKey add) {
    return null;
  }

  @Override
  public Void visitAddSystemEntity(AddSystemEntity add) {
    return null;
  }

  @Override
  public Void visitDropUnique(DropUnique drop) {
    return null;
  }

  @Override
  public Void visitDropIndex(DropIndex drop) {
    return null;
  }

  @Override
  public Void visitDropKey(DropKey drop) {
    return null;
  }

  @Override
  public Void visitChangeField(ChangeField change) {
    return null;
  }

  @Override
  public Void visitReorderEnum(ReorderEnum reorder) {
    return null;
  }

  @Override
  public Void visitUpdateRows(UpdateRows update) {
    return null;
  }

  @Override
  public Void visitRunSql(RunSql run) {
    return null;
  }
}
