package dev.kizaki.engine.postgres;

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
import dev.kizaki.engine.plan.PlanValue;
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
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.Conversion;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.shape.Fit;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.LiteralRules;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.shape.Unique;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the inverse of a statement before the statement is applied. Values that a statement deletes
 * or overwrites cannot be restored. A table or column that it creates can be dropped again,
 * together with everything that was written into it since; users expect this of a rollback.
 */
final class StatementInverter implements StatementVisitor<Inverse> {
  private final ShapeView before;
  private final List<PlanStatement> later;
  private final Set<SqlExpression> uncertain;

  /**
   * @param before the shape before the statement
   * @param later the statements after it that may write rows; empty if it is known what rows hold
   * @param uncertain the expressions that may have an old name of a label, a type or a sequence
   */
  StatementInverter(ShapeView before, List<PlanStatement> later, Set<SqlExpression> uncertain) {
    this.before = before;
    this.later = later;
    this.uncertain = uncertain;
  }

  @Override
  public Inverse visitAddEntity(AddEntity add) {
    return Inverse.Statements.of(new DropEntity(add.entity().name()));
  }

  /** The users' table is kept, because it may have existed before. */
  @Override
  public Inverse visitAddSystemEntity(AddSystemEntity add) {
    return Inverse.Statements.of();
  }

  @Override
  public Inverse visitRenameEntity(RenameEntity rename) {
    return RecordedInverse.of(
        rename, rename.reversed(), before.entity(rename.from()).orElseThrow());
  }

  @Override
  public Inverse visitDropEntity(DropEntity drop) {
    return new Inverse.Lost("the rows of %s were deleted".formatted(drop.entity()));
  }

  @Override
  public Inverse visitAddField(AddField add) {
    DropField drop = new DropField(add.entity(), add.field().name());
    return add.annotations().primaryKey()
        ? Inverse.Statements.of(new DropKey(add.entity()), drop)
        : Inverse.Statements.of(drop);
  }

  @Override
  public Inverse visitRenameField(RenameField rename) {
    return RecordedInverse.of(
        rename, rename.reversed(), before.entity(rename.entity()).orElseThrow());
  }

  @Override
  public Inverse visitChangeField(ChangeField change) {
    if (change.after().isGenerated() && !change.before().isGenerated()) {
      return lost(change.entity(), change.before().name());
    }
    if (mayHaveOldName(change.before())) {
      return oldName(change.entity(), change.before().name());
    }
    if (mayFillWithOther(change)) {
      return new Inverse.Lost(
          "rows without a value got one in %s.%s that its old type may not hold"
              .formatted(change.entity(), change.before().name()));
    }
    return change.using().isPresent()
        ? new Inverse.Lost(
            "the old values of %s.%s were written over"
                .formatted(change.entity(), change.before().name()))
        : Inverse.Statements.of(
            new ChangeField(
                change.entity(),
                change.after(),
                named(change),
                Optional.empty(),
                Optional.empty()));
  }

  /**
   * Whether the rows without a value get one that may have no counterpart in the old type. Its
   * inverse leaves the value there, so that the type could not be changed back.
   */
  private boolean mayFillWithOther(ChangeField change) {
    boolean fills = change.before().nullable() && !change.after().nullable();
    Optional<PlanValue> value =
        change
            .backfill()
            .or(
                () ->
                    change
                        .after()
                        .defaultValue()
                        .filter(each -> fills)
                        .map(StatementInverter::value));
    Optional<FieldType> now = before.columnType(change.after().type());
    Optional<FieldType> old = before.columnType(change.before().type());
    if (value.isEmpty()
        || now.isEmpty()
        || old.isEmpty()
        || Conversion.between(now.get(), old.get()) != Conversion.QUESTION) {
      return false;
    }
    return !(value.get() instanceof PlanValue.Literal literal
        && LiteralRules.fit(before, old.get(), literal.value()) instanceof Fit.Fits);
  }

  private static PlanValue value(DefaultValue value) {
    return value instanceof DefaultValue.Literal literal
        ? new PlanValue.Literal(literal)
        : new PlanValue.Unresolved();
  }

  /** The field with the names that its foreign key and its sequence had. */
  private Field named(ChangeField change) {
    String name = change.before().name();
    return before.field(change.entity(), name).orElseThrow();
  }

  @Override
  public Inverse visitDropField(DropField drop) {
    Entity entity = before.entity(drop.entity()).orElseThrow();
    Field field = entity.field(drop.field()).orElseThrow();
    if (mayHaveOldName(field)) {
      return oldName(drop.entity(), drop.field());
    }
    return field.isGenerated() && field.reference().isEmpty()
        ? new Inverse.Statements(computedAgain(entity, field))
        : lost(drop.entity(), drop.field());
  }

  private boolean mayHaveOldName(Field field) {
    return field.sql().filter(uncertain::contains).isPresent();
  }

  private static Inverse oldName(String entity, String field) {
    return new Inverse.Lost(
        "the SQL of %s.%s may have an old name of a label, a type or a sequence"
            .formatted(entity, field));
  }

  private static Inverse lost(String entity, String field) {
    return new Inverse.Lost("the values of %s.%s were deleted".formatted(entity, field));
  }

  /** Adds a generated field, and the uniques and indexes that were dropped with it. */
  private static List<PlanStatement> computedAgain(Entity entity, Field field) {
    List<PlanStatement> statements = new ArrayList<>();
    statements.add(new AddField(entity.name(), field, AddField.Annotations.NONE, Optional.empty()));
    entity.uniques().stream()
        .filter(unique -> unique.contains(field.name()))
        .forEach(unique -> statements.add(new AddUnique(entity.name(), unique)));
    entity.indexes().stream()
        .filter(index -> index.contains(field.name()))
        .forEach(index -> statements.add(new AddIndex(entity.name(), index)));
    return statements;
  }

  @Override
  public Inverse visitUpdateRows(UpdateRows update) {
    return new Inverse.Lost("the old values in %s were written over".formatted(update.entity()));
  }

  @Override
  public Inverse visitRunSql(RunSql run) {
    return new Inverse.Lost("nobody knows what takes this SQL back");
  }

  @Override
  public Inverse visitAddUnique(AddUnique add) {
    return Inverse.Statements.of(new DropUnique(add.entity(), add.unique()));
  }

  @Override
  public Inverse visitAddIndex(AddIndex add) {
    return Inverse.Statements.of(new DropIndex(add.entity(), add.index()));
  }

  @Override
  public Inverse visitAddKey(AddKey add) {
    return Inverse.Statements.of(new DropKey(add.entity()));
  }

  @Override
  public Inverse visitDropUnique(DropUnique drop) {
    return Inverse.Statements.of(
        new AddUnique(drop.entity(), (Unique) actual(drop.entity(), drop.unique())));
  }

  @Override
  public Inverse visitDropIndex(DropIndex drop) {
    return hasOldNames(drop)
        ? new Inverse.Lost(
            "the index over %s(%s) has an old name".formatted(drop.entity(), drop.index().text()))
        : Inverse.Statements.of(
            new AddIndex(drop.entity(), (Index) actual(drop.entity(), drop.index())));
  }

  /** The group with its name. */
  private FieldGroup actual(String entity, FieldGroup described) {
    return EntityExpressions.actual(before.entity(entity).orElseThrow(), described);
  }

  /**
   * Whether the SQL of the index has a name from before a rename that could not be followed, so
   * that the index cannot be made again.
   */
  private boolean hasOldNames(DropIndex drop) {
    Entity entity = before.entity(drop.entity()).orElseThrow();
    return EntityExpressions.actual(entity, drop.index()).expressions().stream()
        .anyMatch(
            each ->
                uncertain.contains(each)
                    || !EntityExpressions.of(entity, each.text()).fields().equals(each.fields()));
  }

  @Override
  public Inverse visitDropKey(DropKey drop) {
    return Inverse.Statements.of(
        new AddKey(
            drop.entity(),
            before.entity(drop.entity()).flatMap(entity -> entity.key()).orElseThrow()));
  }

  @Override
  public Inverse visitAddCheck(AddCheck statement) {
    return Inverse.Statements.of(new DropCheck(statement.entity(), statement.check()));
  }

  @Override
  public Inverse visitChangeCheck(ChangeCheck statement) {
    return restored(
        statement.entity(),
        statement.before(),
        new ChangeCheck(statement.entity(), statement.after(), statement.before()));
  }

  @Override
  public Inverse visitDropCheck(DropCheck statement) {
    return restored(
        statement.entity(), statement.check(), new AddCheck(statement.entity(), statement.check()));
  }

  /**
   * After an uncertain rename, the text of a check has the old name, with which it cannot be made
   * again.
   */
  private Inverse restored(String entity, Check check, PlanStatement inverse) {
    Entity found = before.entity(entity).orElseThrow();
    SqlExpression named = EntityExpressions.of(found, check.sql());
    boolean stale =
        uncertain.contains(named)
            || found
                .check(named)
                .filter(there -> !named.fields().equals(there.expression().fields()))
                .isPresent();
    return stale
        ? new Inverse.Lost("the check %s of %s has an old name".formatted(check.text(), entity))
        : Inverse.Statements.of(inverse);
  }

  @Override
  public Inverse visitAddReference(AddReference add) {
    return Inverse.Statements.of(new DropReference(add.entity(), add.reference()));
  }

  @Override
  public Inverse visitDropReference(DropReference drop) {
    EntityReference reference =
        before.entity(drop.entity()).orElseThrow().references().stream()
            .filter(drop.reference()::hasEndsOf)
            .findFirst()
            .orElseThrow();
    return Inverse.Statements.of(new AddReference(drop.entity(), reference));
  }

  @Override
  public Inverse visitChangeReference(ChangeReference change) {
    return Inverse.Statements.of(
        new ChangeReference(change.entity(), change.after(), change.before()));
  }

  @Override
  public Inverse visitAddEnum(AddEnum add) {
    return Inverse.Statements.of(new DropEnum(add.enumType().name()));
  }

  @Override
  public Inverse visitAddEnumValue(AddEnumValue add) {
    return later.stream().anyMatch(each -> fillsRows(each, add))
        ? new Inverse.Lost("rows without a value got %s.%s".formatted(add.enumName(), add.value()))
        : Inverse.Statements.of(
            new DropEnumValue(add.enumName(), add.value(), new DropEnumValue.None()));
  }

  /**
   * Whether the statement writes the value into rows. Its inverse leaves the value there, so the
   * value could not be dropped.
   */
  private static boolean fillsRows(PlanStatement statement, AddEnumValue add) {
    DefaultValue.Literal value = new DefaultValue.EnumValue(add.value());
    return statement instanceof ChangeField change
        && change.after().enumName().filter(add.enumName()::equals).isPresent()
        && (change.backfill().filter(new PlanValue.Literal(value)::equals).isPresent()
            || change.before().nullable()
                && !change.after().nullable()
                && change.after().defaultValue().filter(value::equals).isPresent());
  }

  @Override
  public Inverse visitRenameEnum(RenameEnum rename) {
    return Inverse.Statements.of(rename.reversed());
  }

  @Override
  public Inverse visitRenameEnumValue(RenameEnumValue rename) {
    return Inverse.Statements.of(rename.reversed());
  }

  @Override
  public Inverse visitRenameInDatabase(RenameInDatabase rename) {
    NamedElement element = rename.element();
    return switch (element.kind()) {
      case ENTITY, FIELD ->
          RecordedInverse.of(
              rename, rename.reversed(), before.entity(element.root().name()).orElseThrow());
      case ENUM, VALUE, SEQUENCE, OBJECT -> Inverse.Statements.of(rename.reversed());
    };
  }

  @Override
  public Inverse visitRenameDependent(RenameDependent rename) {
    return Inverse.Statements.of(rename.reversed());
  }

  @Override
  public Inverse visitAddObject(AddObject add) {
    return Inverse.Statements.of(new DropObject(add.object().name()));
  }

  @Override
  public Inverse visitChangeObject(ChangeObject change) {
    return ObjectInverse.of(change, before);
  }

  @Override
  public Inverse visitDropObject(DropObject drop) {
    return Inverse.Statements.of(new AddObject(before.object(drop.name()).orElseThrow()));
  }

  @Override
  public Inverse visitRenameObject(RenameObject rename) {
    return Inverse.Statements.of(rename.reversed());
  }

  @Override
  public Inverse visitAddSequence(AddSequence add) {
    return Inverse.Statements.of(new DropSequence(add.sequence().name()));
  }

  @Override
  public Inverse visitChangeSequence(ChangeSequence change) {
    return Inverse.Statements.of(change.reversed());
  }

  @Override
  public Inverse visitRenameSequence(RenameSequence rename) {
    return Inverse.Statements.of(rename.reversed());
  }

  @Override
  public Inverse visitDropSequence(DropSequence drop) {
    return new Inverse.Lost("the position of %s was lost".formatted(drop.name()));
  }

  @Override
  public Inverse visitReorderEnum(ReorderEnum reorder) {
    return Inverse.Statements.of(new ReorderEnum(enumType(reorder.order().name())));
  }

  @Override
  public Inverse visitDropEnumValue(DropEnumValue drop) {
    if (!(drop.replacement() instanceof DropEnumValue.None)) {
      return new Inverse.Lost(
          "the rows that held %s.%s cannot be told from the others any more"
              .formatted(drop.enumName(), drop.value()));
    }
    EnumType enumType = enumType(drop.enumName());
    int index = enumType.values().indexOf(drop.value());
    boolean first = index == 0;
    String neighbour = enumType.values().get(first ? 1 : index - 1);
    return Inverse.Statements.of(
        new AddEnumValue(
            drop.enumName(),
            drop.value(),
            Optional.of(enumType.label(drop.value())),
            Optional.of(new AddEnumValue.Position(first, neighbour))));
  }

  @Override
  public Inverse visitDropEnum(DropEnum drop) {
    return Inverse.Statements.of(new AddEnum(enumType(drop.enumName())));
  }

  private EnumType enumType(String name) {
    return before.enumType(name).orElseThrow();
  }
}
