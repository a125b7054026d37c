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
import dev.kizaki.engine.shape.SystemEntity;
import java.util.List;
import java.util.Optional;

/** Rebases one statement, by calling the class for its kind. */
final class StatementRebaser implements StatementVisitor<Void> {
  private final RebaseContext context;
  private final NameRebaser names;
  private final EntityRebaser entities;
  private final FieldRebaser fields;
  private final EnumRebaser enums;
  private final SequenceRebaser sequences;
  private final ObjectRebaser objects;
  private final GroupRebaser groups;
  private final CheckRebaser checks;
  private final ReferenceRebaser references;
  private final RowsRebaser rows;

  StatementRebaser(RebaseContext context) {
    this.context = context;
    this.names = new NameRebaser(context);
    this.entities = new EntityRebaser(context, names);
    this.groups = new GroupRebaser(context);
    this.references = new ReferenceRebaser(context);
    this.fields = new FieldRebaser(context, names, groups);
    this.enums = new EnumRebaser(context, names);
    this.checks = new CheckRebaser(context);
    this.sequences = new SequenceRebaser(context, names);
    this.objects = new ObjectRebaser(context, names);
    this.rows = new RowsRebaser(context);
  }

  @Override
  public Void visitAddEntity(AddEntity statement) {
    return entities.add(statement);
  }

  /** Both branches name the same table, unless one of them changed the parameter userTable. */
  @Override
  public Void visitAddSystemEntity(AddSystemEntity statement) {
    Optional<SystemEntity> there =
        context.merged().shape().systemEntity(statement.systemEntity().name());
    if (there.isEmpty()) {
      context.plan().write(statement);
    } else if (there.get().equals(statement.systemEntity())) {
      context.plan().leaveOut();
    } else {
      context
          .plan()
          .ask(
              """
              %s settled another table for %s than this migration. \
              That one holds: set userTable to it.\
              """
                  .formatted(
                      context
                          .upstream()
                          .lastMigrationChanging(state -> state.shape().systemEntities()),
                      statement.systemEntity().name()),
              List.of(),
              List.of());
    }
    return null;
  }

  @Override
  public Void visitRenameEntity(RenameEntity statement) {
    return entities.rename(statement);
  }

  @Override
  public Void visitDropEntity(DropEntity statement) {
    return entities.drop(statement);
  }

  @Override
  public Void visitAddField(AddField statement) {
    return fields.add(statement);
  }

  @Override
  public Void visitRenameField(RenameField statement) {
    return fields.rename(statement);
  }

  @Override
  public Void visitChangeField(ChangeField statement) {
    return fields.change(statement);
  }

  @Override
  public Void visitDropField(DropField statement) {
    return fields.drop(statement);
  }

  @Override
  public Void visitAddEnum(AddEnum statement) {
    return enums.add(statement);
  }

  @Override
  public Void visitAddEnumValue(AddEnumValue statement) {
    return enums.addValue(statement);
  }

  @Override
  public Void visitRenameEnum(RenameEnum statement) {
    return enums.rename(statement);
  }

  @Override
  public Void visitRenameEnumValue(RenameEnumValue statement) {
    return enums.renameValue(statement);
  }

  @Override
  public Void visitRenameInDatabase(RenameInDatabase statement) {
    return names.renameInDatabase(statement);
  }

  @Override
  public Void visitRenameDependent(RenameDependent statement) {
    return new DependentNameRebaser(context).rename(statement);
  }

  @Override
  public Void visitReorderEnum(ReorderEnum statement) {
    return enums.reorder(statement);
  }

  @Override
  public Void visitDropEnumValue(DropEnumValue statement) {
    return enums.dropValue(statement);
  }

  @Override
  public Void visitDropEnum(DropEnum statement) {
    return enums.drop(statement);
  }

  @Override
  public Void visitAddUnique(AddUnique statement) {
    return groups.add(statement);
  }

  @Override
  public Void visitAddIndex(AddIndex statement) {
    return groups.add(statement);
  }

  @Override
  public Void visitAddKey(AddKey statement) {
    return groups.add(statement);
  }

  @Override
  public Void visitAddReference(AddReference statement) {
    return references.add(statement);
  }

  @Override
  public Void visitDropReference(DropReference statement) {
    return references.drop(statement);
  }

  @Override
  public Void visitChangeReference(ChangeReference statement) {
    return references.change(statement);
  }

  @Override
  public Void visitDropUnique(DropUnique statement) {
    return groups.drop(statement);
  }

  @Override
  public Void visitDropIndex(DropIndex statement) {
    return groups.drop(statement);
  }

  @Override
  public Void visitDropKey(DropKey statement) {
    return groups.drop(statement);
  }

  @Override
  public Void visitAddCheck(AddCheck statement) {
    return checks.add(statement);
  }

  @Override
  public Void visitChangeCheck(ChangeCheck statement) {
    return checks.change(statement);
  }

  @Override
  public Void visitDropCheck(DropCheck statement) {
    return checks.drop(statement);
  }

  @Override
  public Void visitUpdateRows(UpdateRows statement) {
    return rows.update(statement);
  }

  @Override
  public Void visitRunSql(RunSql statement) {
    return rows.run(statement);
  }

  @Override
  public Void visitAddObject(AddObject statement) {
    return objects.add(statement);
  }

  @Override
  public Void visitChangeObject(ChangeObject statement) {
    return objects.change(statement);
  }

  @Override
  public Void visitDropObject(DropObject statement) {
    return objects.drop(statement);
  }

  @Override
  public Void visitRenameObject(RenameObject statement) {
    return objects.rename(statement);
  }

  @Override
  public Void visitAddSequence(AddSequence statement) {
    return sequences.add(statement);
  }

  @Override
  public Void visitRenameSequence(RenameSequence statement) {
    return sequences.rename(statement);
  }

  @Override
  public Void visitChangeSequence(ChangeSequence statement) {
    return sequences.change(statement);
  }

  @Override
  public Void visitDropSequence(DropSequence statement) {
    return sequences.drop(statement);
  }
}
