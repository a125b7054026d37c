package dev.kizaki.engine.postgres;

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
import dev.kizaki.engine.plan.PlanValue;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementVisitor;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.ShapeView;
import java.util.List;
import java.util.Optional;

/**
 * What takes a statement back, seen before it runs. Values that a statement throws away or writes
 * over cannot come back; a table or a column that it made can go again, with what came into it
 * since, as everybody expects of a rollback.
 */
final class StatementInverter implements StatementVisitor<Inverse> {
  private final ShapeView before;
  private final List<PlanStatement> behind;

  /**
   * @param before the shape that the statement meets
   * @param behind the statements behind it
   */
  StatementInverter(ShapeView before, List<PlanStatement> behind) {
    this.before = before;
    this.behind = behind;
  }

  @Override
  public Inverse visitAddEntity(AddEntity add) {
    return Inverse.Statements.of(new DropEntity(add.entity().name()));
  }

  /** The users' table stays: it may have been there before. */
  @Override
  public Inverse visitAddSystemEntity(AddSystemEntity add) {
    return Inverse.Statements.of();
  }

  @Override
  public Inverse visitRenameEntity(RenameEntity rename) {
    return Inverse.Statements.of(new RenameEntity(rename.to(), rename.from()));
  }

  @Override
  public Inverse visitDropEntity(DropEntity drop) {
    return new Inverse.Lost("the rows of " + drop.entity() + " were deleted");
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
    return Inverse.Statements.of(new RenameField(rename.entity(), rename.to(), rename.from()));
  }

  @Override
  public Inverse visitChangeField(ChangeField change) {
    return change.using().isPresent()
        ? new Inverse.Lost(
            "the old values of "
                + change.entity()
                + "."
                + change.before().name()
                + " were written over")
        : Inverse.Statements.of(
            new ChangeField(
                change.entity(),
                change.after(),
                change.before(),
                Optional.empty(),
                Optional.empty()));
  }

  @Override
  public Inverse visitDropField(DropField drop) {
    return new Inverse.Lost(
        "the values of " + drop.entity() + "." + drop.field() + " were deleted");
  }

  @Override
  public Inverse visitUpdateRows(UpdateRows update) {
    return new Inverse.Lost("the old values in " + update.entity() + " were written over");
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
    return Inverse.Statements.of(new AddUnique(drop.entity(), drop.unique()));
  }

  @Override
  public Inverse visitDropIndex(DropIndex drop) {
    return Inverse.Statements.of(new AddIndex(drop.entity(), drop.index()));
  }

  @Override
  public Inverse visitDropKey(DropKey drop) {
    return Inverse.Statements.of(
        new AddKey(
            drop.entity(),
            before.entity(drop.entity()).flatMap(entity -> entity.key()).orElseThrow()));
  }

  @Override
  public Inverse visitAddEnum(AddEnum add) {
    return Inverse.Statements.of(new DropEnum(add.enumType().name()));
  }

  @Override
  public Inverse visitAddEnumValue(AddEnumValue add) {
    String path = add.enumName() + "." + add.value();
    return behind.stream().anyMatch(each -> fillsRows(each, add))
        ? new Inverse.Lost("rows without a value got " + path)
        : Inverse.Statements.of(
            new DropEnumValue(add.enumName(), add.value(), new DropEnumValue.None()));
  }

  /** Once its change is taken back, the rows still have the value. */
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
    return Inverse.Statements.of(new RenameEnum(rename.to(), rename.from()));
  }

  @Override
  public Inverse visitRenameEnumValue(RenameEnumValue rename) {
    return Inverse.Statements.of(
        new RenameEnumValue(rename.enumName(), rename.to(), rename.from()));
  }

  @Override
  public Inverse visitReorderEnum(ReorderEnum reorder) {
    return Inverse.Statements.of(new ReorderEnum(enumType(reorder.order().name())));
  }

  @Override
  public Inverse visitDropEnumValue(DropEnumValue drop) {
    if (!(drop.replacement() instanceof DropEnumValue.None)) {
      return new Inverse.Lost(
          "the rows that held "
              + drop.enumName()
              + "."
              + drop.value()
              + " cannot be told from the others any more");
    }
    EnumType enumType = enumType(drop.enumName());
    int place = enumType.values().indexOf(drop.value());
    boolean first = place == 0;
    String neighbour = enumType.values().get(first ? 1 : place - 1);
    return Inverse.Statements.of(
        new AddEnumValue(
            drop.enumName(),
            drop.value(),
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
