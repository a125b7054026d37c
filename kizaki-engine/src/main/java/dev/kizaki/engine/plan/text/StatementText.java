package dev.kizaki.engine.plan.text;

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
import dev.kizaki.engine.shape.SystemEntity.ExistingColumn;
import dev.kizaki.inspire.format.StringLiterals;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a statement as the plan language spells it, in canonical layout, from column 0. */
public final class StatementText implements StatementVisitor<String> {
  private static final StatementText INSTANCE = new StatementText();

  private StatementText() {}

  /** The statement's text; further lines of a statement of several are indented under its first. */
  public static String of(PlanStatement statement) {
    return statement.accept(INSTANCE);
  }

  @Override
  public String visitAddEntity(AddEntity add) {
    return "add entity " + add.entity().name() + " {\n" + FieldText.body(add.entity()) + "}";
  }

  @Override
  public String visitAddField(AddField add) {
    return "add "
        + add.entity()
        + "."
        + FieldText.of(add.field(), add.annotations())
        + clause(" backfill ", add.backfill());
  }

  @Override
  public String visitAddEnum(AddEnum add) {
    return "add enum " + add.enumType().name() + values(add.enumType().values());
  }

  @Override
  public String visitAddEnumValue(AddEnumValue add) {
    return "add value "
        + add.enumName()
        + "."
        + add.value()
        + add.position()
            .map(
                at ->
                    (at.before() ? " before " : " after ") + add.enumName() + "." + at.neighbour())
            .orElse("");
  }

  @Override
  public String visitAddUnique(AddUnique add) {
    return "add unique " + add.entity() + "(" + add.unique().text() + ")";
  }

  @Override
  public String visitAddIndex(AddIndex add) {
    return "add index " + add.entity() + "(" + add.index().text() + ")";
  }

  @Override
  public String visitAddKey(AddKey add) {
    return "add key " + add.entity() + "(" + add.key().text() + ")";
  }

  @Override
  public String visitAddSystemEntity(AddSystemEntity add) {
    return "add system "
        + add.systemEntity().name()
        + add.systemEntity().from().map(StatementText::from).orElse("");
  }

  private static String from(ExistingColumn column) {
    return " from "
        + StringLiterals.quote(column.schema())
        + "."
        + StringLiterals.quote(column.table())
        + "."
        + StringLiterals.quote(column.column())
        + ": "
        + column.type().word();
  }

  @Override
  public String visitDropEntity(DropEntity drop) {
    return "drop entity " + drop.entity();
  }

  @Override
  public String visitDropField(DropField drop) {
    return "drop " + drop.entity() + "." + drop.field();
  }

  @Override
  public String visitDropEnum(DropEnum drop) {
    return "drop enum " + drop.enumName();
  }

  @Override
  public String visitDropEnumValue(DropEnumValue drop) {
    return "drop value " + drop.enumName() + "." + drop.value() + " -> " + replacement(drop);
  }

  private static String replacement(DropEnumValue drop) {
    if (drop.replacement() instanceof DropEnumValue.Other other) {
      return drop.enumName() + "." + other.value();
    }
    return drop.replacement() instanceof DropEnumValue.None ? "none" : ValueText.UNRESOLVED;
  }

  @Override
  public String visitDropUnique(DropUnique drop) {
    return "drop unique " + drop.entity() + "(" + drop.unique().text() + ")";
  }

  @Override
  public String visitDropIndex(DropIndex drop) {
    return "drop index " + drop.entity() + "(" + drop.index().text() + ")";
  }

  @Override
  public String visitDropKey(DropKey drop) {
    return "drop key " + drop.entity();
  }

  @Override
  public String visitRenameEntity(RenameEntity rename) {
    return "rename entity " + rename.from() + " -> " + rename.to();
  }

  @Override
  public String visitRenameField(RenameField rename) {
    return "rename "
        + rename.entity()
        + "."
        + rename.from()
        + " -> "
        + rename.entity()
        + "."
        + rename.to();
  }

  @Override
  public String visitRenameEnum(RenameEnum rename) {
    return "rename enum " + rename.from() + " -> " + rename.to();
  }

  @Override
  public String visitRenameEnumValue(RenameEnumValue rename) {
    return "rename value "
        + rename.enumName()
        + "."
        + rename.from()
        + " -> "
        + rename.enumName()
        + "."
        + rename.to();
  }

  @Override
  public String visitChangeField(ChangeField change) {
    return "change "
        + change.entity()
        + "."
        + change.before().name()
        + ": "
        + FieldText.declaration(change.before())
        + " -> "
        + FieldText.declaration(change.after())
        + clause(" using ", change.using())
        + clause(" backfill ", change.backfill());
  }

  @Override
  public String visitReorderEnum(ReorderEnum reorder) {
    return "change enum " + reorder.order().name() + values(reorder.order().values());
  }

  @Override
  public String visitUpdateRows(UpdateRows update) {
    return "update "
        + update.entity()
        + " set "
        + update.assignments().stream()
            .map(each -> each.field() + " = " + ValueText.of(each.value()))
            .collect(Collectors.joining(", "))
        + update.where().map(where -> " where " + ValueText.sql(where)).orElse("");
  }

  @Override
  public String visitRunSql(RunSql run) {
    return "run " + ValueText.sql(run.sql());
  }

  private static String clause(String word, Optional<PlanValue> value) {
    return value.map(given -> word + ValueText.of(given)).orElse("");
  }

  private static String values(List<String> values) {
    return " { " + String.join(", ", values) + " }";
  }
}
