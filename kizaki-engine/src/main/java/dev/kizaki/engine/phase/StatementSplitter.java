package dev.kizaki.engine.phase;

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
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SchemaElement;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides in which phase each kind of statement is carried out. What adds something or allows more
 * comes first; what takes something away or allows less comes last. A name changes in the schema
 * first and in the database last; meanwhile a view shows the name that the database does not have
 * yet.
 */
final class StatementSplitter implements StatementVisitor<StatementPhases> {
  private final ShapeView shape;
  private final DatabaseNames names;
  private final PlanContext plan;
  private final FieldPhases fields;

  /**
   * @param shape the shape before the statement, of which only the first phases of the statements
   *     before it are carried out
   */
  StatementSplitter(ShapeView shape, DatabaseNames names, PlanContext plan) {
    this.shape = shape;
    this.names = names;
    this.plan = plan;
    this.fields = new FieldPhases(shape);
  }

  @Override
  public StatementPhases visitAddEntity(AddEntity statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitAddSystemEntity(AddSystemEntity statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitAddField(AddField statement) {
    return fields.of(statement, plan.newEntities().contains(statement.entity()));
  }

  @Override
  public StatementPhases visitAddEnum(AddEnum statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitAddEnumValue(AddEnumValue statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitAddSequence(AddSequence statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitAddUnique(AddUnique statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitAddIndex(AddIndex statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitAddReference(AddReference statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitAddKey(AddKey statement) {
    return StatementPhases.first(statement);
  }

  /** One of the two versions would upsert by a key that is not there. */
  @Override
  public StatementPhases visitDropKey(DropKey statement) {
    return StatementPhases.refused(
        "the old version may rely on the key when it inserts, and the new one on another or none");
  }

  /** The rows of the old version need not fulfil it. */
  @Override
  public StatementPhases visitAddCheck(AddCheck statement) {
    return plan.newEntities().contains(statement.entity())
        ? StatementPhases.first(statement)
        : StatementPhases.last(statement);
  }

  @Override
  public StatementPhases visitChangeCheck(ChangeCheck statement) {
    return StatementPhases.last(statement);
  }

  @Override
  public StatementPhases visitDropCheck(DropCheck statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitDropReference(DropReference statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitChangeReference(ChangeReference statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitChangeField(ChangeField statement) {
    return fields.of(statement);
  }

  @Override
  public StatementPhases visitDropField(DropField statement) {
    return fields.of(statement);
  }

  /** The new version does not know the rows, so they must not prevent it from deleting others. */
  @Override
  public StatementPhases visitDropEntity(DropEntity statement) {
    List<PlanStatement> expand = new ArrayList<>();
    Optional<Entity> entity = shape.entity(statement.entity());
    if (entity.isPresent()) {
      entity
          .get()
          .references()
          .forEach(reference -> expand.add(new DropReference(statement.entity(), reference)));
      for (Field field : entity.get().fields()) {
        Field alone = fields.withoutReference(field);
        if (!alone.equals(field)) {
          expand.add(
              new ChangeField(
                  statement.entity(), field, alone, Optional.empty(), Optional.empty()));
        }
      }
    }
    return new StatementPhases.Split(expand, List.of(statement), false);
  }

  @Override
  public StatementPhases visitDropEnum(DropEnum statement) {
    return StatementPhases.last(statement);
  }

  @Override
  public StatementPhases visitDropSequence(DropSequence statement) {
    return StatementPhases.last(statement);
  }

  /**
   * Without a value in its place, no row has it. With one, a trigger replaces it in what the old
   * version writes; that cannot look into arrays.
   */
  @Override
  public StatementPhases visitDropEnumValue(DropEnumValue statement) {
    boolean inArrays =
        shape
            .fieldsWhere(field -> field.enumName().equals(Optional.of(statement.enumName())))
            .anyMatch(each -> each.field().type().isArray());
    return inArrays && !(statement.replacement() instanceof DropEnumValue.None)
        ? StatementPhases.refused(
            "arrays that the old version writes may have %s, which the new one does not know"
                .formatted(statement.value()))
        : StatementPhases.last(statement);
  }

  @Override
  public StatementPhases visitReorderEnum(ReorderEnum statement) {
    return StatementPhases.last(statement);
  }

  /** One of the two versions would write or upsert against the other one's rule. */
  @Override
  public StatementPhases visitDropUnique(DropUnique statement) {
    return plan.early().phasesOf(statement, "unique");
  }

  @Override
  public StatementPhases visitDropIndex(DropIndex statement) {
    if (statement.index().unique()) {
      return plan.early().phasesOf(statement, "unique index");
    }
    return plan.indexesFirst() ? StatementPhases.first(statement) : StatementPhases.last(statement);
  }

  @Override
  public StatementPhases visitRenameEntity(RenameEntity statement) {
    Optional<String> now = shape.entity(statement.from()).map(names::table);
    return renamed(
        statement,
        now,
        statement.kept().orElseGet(() -> names.derivedTable(statement.to())),
        new RenameEntity(statement.from(), statement.to(), now),
        SchemaElement.entity(statement.to()));
  }

  @Override
  public StatementPhases visitRenameField(RenameField statement) {
    Optional<String> now =
        shape
            .entity(statement.entity())
            .flatMap(entity -> entity.field(statement.from()))
            .map(names::column);
    return renamed(
        statement,
        now,
        statement.kept().orElseGet(() -> names.derivedColumn(statement.to())),
        new RenameField(statement.entity(), statement.from(), statement.to(), now),
        SchemaElement.field(statement.entity(), statement.to()));
  }

  @Override
  public StatementPhases visitRenameEnum(RenameEnum statement) {
    Optional<String> now = shape.enumType(statement.from()).map(names::enumType);
    return renamed(
        statement,
        now,
        statement.kept().orElseGet(() -> names.derivedEnumType(statement.to())),
        new RenameEnum(statement.from(), statement.to(), now),
        SchemaElement.enumType(statement.to()));
  }

  private static StatementPhases renamed(
      PlanStatement statement,
      Optional<String> now,
      String later,
      PlanStatement keeping,
      NamedElement element) {
    return now.isEmpty() || now.get().equals(later)
        ? StatementPhases.first(statement)
        : new StatementPhases.Split(
            List.of(keeping), List.of(new RenameInDatabase(element, now.get(), later)), false);
  }

  /** A view can show a column by two names, but no sequence has two. */
  @Override
  public StatementPhases visitRenameSequence(RenameSequence statement) {
    return statement.kept().isPresent()
        ? StatementPhases.first(statement)
        : StatementPhases.refused("a sequence cannot have two names");
  }

  /** A row holds one label, and each version expects another one. */
  @Override
  public StatementPhases visitRenameEnumValue(RenameEnumValue statement) {
    return statement.kept().isPresent()
        ? StatementPhases.first(statement)
        : StatementPhases.refused(
            "rows hold one of the two names, and each version knows another one");
  }

  @Override
  public StatementPhases visitRenameDependent(RenameDependent statement) {
    return StatementPhases.last(statement);
  }

  @Override
  public StatementPhases visitRenameInDatabase(RenameInDatabase statement) {
    return switch (statement.element().kind()) {
      case VALUE ->
          StatementPhases.refused(
              "rows hold one of the two labels, and each version knows another one");
      case SEQUENCE -> StatementPhases.refused("a sequence cannot have two names");
      default -> StatementPhases.last(statement);
    };
  }

  @Override
  public StatementPhases visitChangeSequence(ChangeSequence statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitAddObject(AddObject statement) {
    if (plan.isMadeAgain(statement, shape)) {
      return StatementPhases.last(statement);
    }
    return plan.hasRenamed(statement.object().uses())
        ? StatementPhases.refused(
            "it uses what gets another name only after the old version has stopped")
        : StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitChangeObject(ChangeObject statement) {
    List<String> uses =
        new ArrayList<>(shape.object(statement.name()).map(SqlObject::uses).orElse(List.of()));
    statement.uses().ifPresent(uses::addAll);
    return plan.hasRenamed(uses)
        ? StatementPhases.last(statement)
        : StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitDropObject(DropObject statement) {
    return StatementPhases.last(statement);
  }

  @Override
  public StatementPhases visitRenameObject(RenameObject statement) {
    return StatementPhases.first(statement);
  }

  @Override
  public StatementPhases visitUpdateRows(UpdateRows statement) {
    return statement.first() ? StatementPhases.first(statement) : StatementPhases.last(statement);
  }

  @Override
  public StatementPhases visitRunSql(RunSql statement) {
    return statement.first() ? StatementPhases.first(statement) : StatementPhases.last(statement);
  }
}
