package dev.kizaki.engine.rebase;

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
import dev.kizaki.engine.plan.RenameDependent;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.RenameInDatabase;
import dev.kizaki.engine.plan.RenameObject;
import dev.kizaki.engine.plan.RenameSequence;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementVisitor;
import dev.kizaki.engine.plan.UpdateRows;

/** What a statement, which was already applied to the shape, does to the identities. */
final class IdentityReplay implements StatementVisitor<Void> {
  private final BranchState state;
  private final BranchState counterpart;

  IdentityReplay(BranchState state, BranchState counterpart) {
    this.state = state;
    this.counterpart = counterpart;
  }

  @Override
  public Void visitAddEntity(AddEntity statement) {
    state.put(statement.entity(), counterpart);
    return null;
  }

  @Override
  public Void visitAddField(AddField statement) {
    ElementId entity = state.entity(statement.entity()).orElseThrow();
    state.put(ScopedName.field(entity, statement.field().name()), counterpart);
    return null;
  }

  @Override
  public Void visitAddEnum(AddEnum statement) {
    state.put(statement.enumType(), counterpart);
    return null;
  }

  @Override
  public Void visitAddEnumValue(AddEnumValue statement) {
    ElementId enumType = state.enumType(statement.enumName()).orElseThrow();
    state.put(ScopedName.value(enumType, statement.value()), counterpart);
    return null;
  }

  @Override
  public Void visitRenameEntity(RenameEntity statement) {
    state.rename(state.entity(statement.from()).orElseThrow(), statement.to());
    return null;
  }

  @Override
  public Void visitRenameField(RenameField statement) {
    state.rename(state.field(statement.entity(), statement.from()).orElseThrow(), statement.to());
    return null;
  }

  @Override
  public Void visitRenameEnum(RenameEnum statement) {
    state.rename(state.enumType(statement.from()).orElseThrow(), statement.to());
    return null;
  }

  @Override
  public Void visitRenameEnumValue(RenameEnumValue statement) {
    state.rename(state.value(statement.enumName(), statement.from()).orElseThrow(), statement.to());
    return null;
  }

  @Override
  public Void visitDropEntity(DropEntity statement) {
    state.remove(state.entity(statement.entity()).orElseThrow());
    return null;
  }

  @Override
  public Void visitDropField(DropField statement) {
    state.remove(state.field(statement.entity(), statement.field()).orElseThrow());
    return null;
  }

  @Override
  public Void visitDropEnum(DropEnum statement) {
    state.remove(state.enumType(statement.enumName()).orElseThrow());
    return null;
  }

  @Override
  public Void visitDropEnumValue(DropEnumValue statement) {
    state.remove(state.value(statement.enumName(), statement.value()).orElseThrow());
    return null;
  }

  @Override
  public Void visitAddUnique(AddUnique statement) {
    return null;
  }

  @Override
  public Void visitAddIndex(AddIndex statement) {
    return null;
  }

  @Override
  public Void visitAddKey(AddKey statement) {
    return null;
  }

  @Override
  public Void visitAddSystemEntity(AddSystemEntity statement) {
    return null;
  }

  @Override
  public Void visitAddReference(AddReference statement) {
    return null;
  }

  @Override
  public Void visitDropReference(DropReference statement) {
    return null;
  }

  @Override
  public Void visitChangeReference(ChangeReference statement) {
    return null;
  }

  @Override
  public Void visitDropUnique(DropUnique statement) {
    return null;
  }

  @Override
  public Void visitDropIndex(DropIndex statement) {
    return null;
  }

  @Override
  public Void visitDropKey(DropKey statement) {
    return null;
  }

  @Override
  public Void visitAddCheck(AddCheck statement) {
    return null;
  }

  @Override
  public Void visitChangeCheck(ChangeCheck statement) {
    return null;
  }

  @Override
  public Void visitDropCheck(DropCheck statement) {
    return null;
  }

  @Override
  public Void visitChangeField(ChangeField statement) {
    return null;
  }

  @Override
  public Void visitRenameInDatabase(RenameInDatabase statement) {
    return null;
  }

  @Override
  public Void visitRenameDependent(RenameDependent statement) {
    return null;
  }

  @Override
  public Void visitReorderEnum(ReorderEnum statement) {
    return null;
  }

  @Override
  public Void visitUpdateRows(UpdateRows statement) {
    return null;
  }

  @Override
  public Void visitRunSql(RunSql statement) {
    return null;
  }

  @Override
  public Void visitAddObject(AddObject statement) {
    state.put(ScopedName.object(statement.object().name()), counterpart);
    return null;
  }

  @Override
  public Void visitRenameObject(RenameObject statement) {
    state.rename(state.object(statement.from()).orElseThrow(), statement.to());
    return null;
  }

  @Override
  public Void visitDropObject(DropObject statement) {
    state.remove(state.object(statement.name()).orElseThrow());
    return null;
  }

  @Override
  public Void visitChangeObject(ChangeObject statement) {
    return null;
  }

  @Override
  public Void visitAddSequence(AddSequence statement) {
    state.put(ScopedName.sequence(statement.sequence().name()), counterpart);
    return null;
  }

  @Override
  public Void visitRenameSequence(RenameSequence statement) {
    state.rename(state.sequence(statement.from()).orElseThrow(), statement.to());
    return null;
  }

  @Override
  public Void visitDropSequence(DropSequence statement) {
    state.remove(state.sequence(statement.name()).orElseThrow());
    return null;
  }

  @Override
  public Void visitChangeSequence(ChangeSequence statement) {
    return null;
  }
}
