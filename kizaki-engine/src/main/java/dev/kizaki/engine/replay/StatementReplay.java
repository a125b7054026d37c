package dev.kizaki.engine.replay;

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
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementVisitor;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.sql.FollowedRename;
import java.util.Optional;
import java.util.function.Supplier;

/** Applies one statement: dispatches it to the class for its kind of element. */
final class StatementReplay implements StatementVisitor<Void> {
  private final EntityReplay entities;
  private final FieldReplay fields;
  private final GroupReplay groups;
  private final CheckReplay checks;
  private final ReferenceReplay references;
  private final EnumReplay enums;
  private final SequenceReplay sequences;
  private final ObjectReplay objects;
  private final DatabaseNameReplay names;
  private final DependentNameReplay dependents;
  private final WorkingShape shape;
  private final Ordinal ordinal = new Ordinal();

  /** The position of the current statement in the plan. */
  static final class Ordinal {
    private int value;

    int value() {
      return value;
    }
  }

  StatementReplay(WorkingShape shape, LaterDrops laterDrops) {
    this.shape = shape;
    entities = new EntityReplay(shape, laterDrops, ordinal);
    fields = new FieldReplay(shape, laterDrops, ordinal);
    groups = new GroupReplay(shape);
    checks = new CheckReplay(shape);
    references = new ReferenceReplay(shape);
    enums = new EnumReplay(shape);
    sequences = new SequenceReplay(shape);
    objects = new ObjectReplay(shape, laterDrops, ordinal);
    names = new DatabaseNameReplay(shape);
    dependents = new DependentNameReplay(shape);
  }

  /** Carries out a rename, and follows it in SQL. */
  private Void followed(PlanStatement rename, Supplier<Void> statement) {
    Optional<FollowedRename> followed = FollowedNames.of(rename, shape);
    statement.get();
    followed.ifPresent(each -> FollowedNames.follow(shape, each));
    return null;
  }

  /** The position of the next statement in the plan. */
  int position() {
    return ordinal.value();
  }

  void next() {
    ordinal.value++;
  }

  @Override
  public Void visitAddEntity(AddEntity add) {
    return entities.add(add);
  }

  @Override
  public Void visitAddSystemEntity(AddSystemEntity add) {
    return entities.addSystem(add);
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
  public Void visitUpdateRows(UpdateRows update) {
    return fields.update(update);
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
  public Void visitAddReference(AddReference add) {
    return references.add(add);
  }

  @Override
  public Void visitDropReference(DropReference drop) {
    return references.drop(drop);
  }

  @Override
  public Void visitChangeReference(ChangeReference change) {
    return references.change(change);
  }

  @Override
  public Void visitDropKey(DropKey drop) {
    return groups.drop(drop);
  }

  @Override
  public Void visitAddCheck(AddCheck add) {
    return checks.add(add);
  }

  @Override
  public Void visitDropCheck(DropCheck drop) {
    return checks.drop(drop);
  }

  @Override
  public Void visitChangeCheck(ChangeCheck change) {
    return checks.change(change);
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
    return followed(rename, () -> enums.rename(rename));
  }

  @Override
  public Void visitRenameEnumValue(RenameEnumValue rename) {
    return followed(rename, () -> enums.renameValue(rename));
  }

  @Override
  public Void visitRenameInDatabase(RenameInDatabase rename) {
    return followed(rename, () -> names.rename(rename));
  }

  @Override
  public Void visitRenameDependent(RenameDependent rename) {
    return dependents.rename(rename);
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
  public Void visitRunSql(RunSql run) {
    return null;
  }

  @Override
  public Void visitAddObject(AddObject add) {
    return objects.add(add);
  }

  @Override
  public Void visitChangeObject(ChangeObject change) {
    return objects.change(change);
  }

  @Override
  public Void visitDropObject(DropObject drop) {
    return objects.drop(drop);
  }

  @Override
  public Void visitRenameObject(RenameObject rename) {
    return objects.rename(rename);
  }

  @Override
  public Void visitAddSequence(AddSequence add) {
    return sequences.add(add);
  }

  @Override
  public Void visitRenameSequence(RenameSequence rename) {
    return followed(rename, () -> sequences.rename(rename));
  }

  @Override
  public Void visitChangeSequence(ChangeSequence change) {
    return sequences.change(change);
  }

  @Override
  public Void visitDropSequence(DropSequence drop) {
    return sequences.drop(drop);
  }
}
