package dev.kizaki.inspire.ast;

/** One method per kind of statement, none with a default: a new kind is a compile error here. */
public interface StatementNodeVisitor<R> {
  R visitAddEntity(StatementNode.AddEntity statement);

  R visitAddField(StatementNode.AddField statement);

  R visitAddEnum(StatementNode.AddEnum statement);

  R visitAddSequence(StatementNode.AddSequence statement);

  R visitAddEnumValue(StatementNode.AddEnumValue statement);

  R visitAddUnique(StatementNode.AddUnique statement);

  R visitAddIndex(StatementNode.AddIndex statement);

  R visitAddKey(StatementNode.AddKey statement);

  R visitAddCheck(StatementNode.AddCheck statement);

  R visitAddReference(StatementNode.AddReference statement);

  R visitDropReference(StatementNode.DropReference statement);

  R visitChangeReference(StatementNode.ChangeReference statement);

  R visitAddSystemEntity(StatementNode.AddSystemEntity statement);

  R visitAddExternal(StatementNode.AddExternal statement);

  R visitAddExtension(StatementNode.AddExtension statement);

  R visitAddObject(StatementNode.AddObject statement);

  R visitDropEntity(StatementNode.DropEntity statement);

  R visitDropField(StatementNode.DropField statement);

  R visitDropEnum(StatementNode.DropEnum statement);

  R visitDropSequence(StatementNode.DropSequence statement);

  R visitDropObject(StatementNode.DropObject statement);

  R visitDropEnumValue(StatementNode.DropEnumValue statement);

  R visitDropUnique(StatementNode.DropUnique statement);

  R visitDropIndex(StatementNode.DropIndex statement);

  R visitDropKey(StatementNode.DropKey statement);

  R visitDropCheck(StatementNode.DropCheck statement);

  R visitRenameEntity(StatementNode.RenameEntity statement);

  R visitRenameField(StatementNode.RenameField statement);

  R visitRenameEnum(StatementNode.RenameEnum statement);

  R visitRenameSequence(StatementNode.RenameSequence statement);

  R visitRenameObject(StatementNode.RenameObject statement);

  R visitRenameEnumValue(StatementNode.RenameEnumValue statement);

  R visitRenameInDatabase(StatementNode.RenameInDatabase statement);

  R visitRenameGroupInDatabase(StatementNode.RenameGroupInDatabase statement);

  R visitRenameCheckInDatabase(StatementNode.RenameCheckInDatabase statement);

  R visitRenameReferenceInDatabase(StatementNode.RenameReferenceInDatabase statement);

  R visitChangeField(StatementNode.ChangeField statement);

  R visitChangeCheck(StatementNode.ChangeCheck statement);

  R visitReorderEnum(StatementNode.ReorderEnum statement);

  R visitChangeSequence(StatementNode.ChangeSequence statement);

  R visitChangeObject(StatementNode.ChangeObject statement);

  R visitUpdateRows(StatementNode.UpdateRows statement);

  R visitRunSql(StatementNode.RunSql statement);
}
