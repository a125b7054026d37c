package dev.kizaki.engine.plan;

/**
 * Handles every kind of statement. No method has a body, so that a new kind causes a compile error
 * in every class that must handle it.
 */
public interface StatementVisitor<R> {
  R visitAddEntity(AddEntity statement);

  R visitAddField(AddField statement);

  R visitAddEnum(AddEnum statement);

  R visitAddObject(AddObject statement);

  R visitChangeObject(ChangeObject statement);

  R visitDropObject(DropObject statement);

  R visitRenameObject(RenameObject statement);

  R visitAddSequence(AddSequence statement);

  R visitAddEnumValue(AddEnumValue statement);

  R visitAddUnique(AddUnique statement);

  R visitAddIndex(AddIndex statement);

  R visitAddKey(AddKey statement);

  R visitAddCheck(AddCheck statement);

  R visitAddReference(AddReference statement);

  R visitDropReference(DropReference statement);

  R visitChangeReference(ChangeReference statement);

  R visitAddSystemEntity(AddSystemEntity statement);

  R visitDropEntity(DropEntity statement);

  R visitDropField(DropField statement);

  R visitDropEnum(DropEnum statement);

  R visitDropSequence(DropSequence statement);

  R visitDropEnumValue(DropEnumValue statement);

  R visitDropUnique(DropUnique statement);

  R visitDropIndex(DropIndex statement);

  R visitDropKey(DropKey statement);

  R visitDropCheck(DropCheck statement);

  R visitRenameEntity(RenameEntity statement);

  R visitRenameField(RenameField statement);

  R visitRenameEnum(RenameEnum statement);

  R visitRenameSequence(RenameSequence statement);

  R visitRenameEnumValue(RenameEnumValue statement);

  R visitRenameDependent(RenameDependent statement);

  R visitRenameInDatabase(RenameInDatabase statement);

  R visitChangeField(ChangeField statement);

  R visitChangeCheck(ChangeCheck statement);

  R visitReorderEnum(ReorderEnum statement);

  R visitChangeSequence(ChangeSequence statement);

  R visitUpdateRows(UpdateRows statement);

  R visitRunSql(RunSql statement);
}
