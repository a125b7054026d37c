package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
import dev.kizaki.engine.plan.AddIndex;
import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.AddReference;
import dev.kizaki.engine.plan.AddSequence;
import dev.kizaki.engine.plan.AddSystemEntity;
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
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.DropReference;
import dev.kizaki.engine.plan.DropSequence;
import dev.kizaki.engine.plan.GroupStatement;
import dev.kizaki.engine.plan.GroupVisitor;
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
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.DefaultValue;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.FieldType;
import dev.kizaki.engine.sql.Quoting;
import java.util.List;
import java.util.Optional;

/**
 * Whether a migration uses an enum value that it adds. PostgreSQL does not allow this for a value
 * that was added in place in the same transaction (documentation, ALTER TYPE, notes). If an SQL
 * text could produce the value without naming it, the value counts as used, because recreating the
 * type is correct in both cases.
 */
public final class EnumUse implements GroupVisitor<Boolean> {
  private final String value;
  private final String label;
  private String enumName;

  private EnumUse(AddEnumValue added) {
    this.enumName = added.enumName();
    this.value = added.value();
    this.label = added.label().orElse(added.value());
  }

  /** Whether any of the statements after the addition uses the value. */
  public static boolean isUsed(AddEnumValue added, List<PlanStatement> later) {
    EnumUse use = new EnumUse(added);
    return later.stream().anyMatch(statement -> statement.accept(use));
  }

  @Override
  public Boolean visitAddEntity(AddEntity statement) {
    return statement.entity().fields().stream().anyMatch(this::isDefault)
        || statement.entity().groups().anyMatch(this::mentions)
        || statement.entity().checks().stream().anyMatch(check -> mentions(check.sql()));
  }

  @Override
  public Boolean visitAddEnum(AddEnum statement) {
    return false;
  }

  @Override
  public Boolean visitAddEnumValue(AddEnumValue statement) {
    return false;
  }

  @Override
  public Boolean visitAddField(AddField statement) {
    return isDefault(statement.field()) || mayReturn(statement.field(), statement.backfill());
  }

  @Override
  public Boolean visitAddSystemEntity(AddSystemEntity statement) {
    return false;
  }

  @Override
  public Boolean visitGroup(GroupStatement statement) {
    return statement instanceof AddIndex add && mentions(add.index());
  }

  @Override
  public Boolean visitAddCheck(AddCheck statement) {
    return mentions(statement.check().sql());
  }

  @Override
  public Boolean visitChangeCheck(ChangeCheck statement) {
    return mentions(statement.after().sql());
  }

  @Override
  public Boolean visitDropCheck(DropCheck statement) {
    return false;
  }

  @Override
  public Boolean visitAddReference(AddReference statement) {
    return false;
  }

  @Override
  public Boolean visitDropReference(DropReference statement) {
    return false;
  }

  @Override
  public Boolean visitChangeReference(ChangeReference statement) {
    return false;
  }

  @Override
  public Boolean visitChangeField(ChangeField statement) {
    boolean becomesEnum =
        isOfEnum(statement.after().type()) && !isOfEnum(statement.before().type());
    boolean newDefault =
        isDefault(statement.after())
            && !statement.after().defaultValue().equals(statement.before().defaultValue());
    return becomesEnum
        || newDefault
        || mayReturn(statement.after(), statement.using())
        || mayReturn(statement.after(), statement.backfill());
  }

  @Override
  public Boolean visitDropEntity(DropEntity statement) {
    return false;
  }

  @Override
  public Boolean visitDropEnum(DropEnum statement) {
    return false;
  }

  @Override
  public Boolean visitDropEnumValue(DropEnumValue statement) {
    return false;
  }

  @Override
  public Boolean visitDropField(DropField statement) {
    return false;
  }

  @Override
  public Boolean visitRenameEntity(RenameEntity statement) {
    return false;
  }

  @Override
  public Boolean visitRenameEnum(RenameEnum statement) {
    if (statement.from().equals(enumName)) {
      enumName = statement.to();
    }
    return false;
  }

  @Override
  public Boolean visitRenameEnumValue(RenameEnumValue statement) {
    return false;
  }

  @Override
  public Boolean visitRenameField(RenameField statement) {
    return false;
  }

  @Override
  public Boolean visitRenameInDatabase(RenameInDatabase statement) {
    return false;
  }

  @Override
  public Boolean visitRenameDependent(RenameDependent statement) {
    return false;
  }

  @Override
  public Boolean visitReorderEnum(ReorderEnum statement) {
    return false;
  }

  @Override
  public Boolean visitRunSql(RunSql statement) {
    return mentions(statement.sql());
  }

  @Override
  public Boolean visitUpdateRows(UpdateRows statement) {
    return statement.where().filter(this::mentions).isPresent()
        || statement.assignments().stream().anyMatch(each -> mayReturn(true, each.value()));
  }

  @Override
  public Boolean visitAddObject(AddObject statement) {
    return mentions(statement.object().create());
  }

  @Override
  public Boolean visitChangeObject(ChangeObject statement) {
    return statement.create().filter(this::mentions).isPresent();
  }

  @Override
  public Boolean visitDropObject(DropObject statement) {
    return false;
  }

  @Override
  public Boolean visitRenameObject(RenameObject statement) {
    return false;
  }

  @Override
  public Boolean visitAddSequence(AddSequence statement) {
    return false;
  }

  @Override
  public Boolean visitChangeSequence(ChangeSequence statement) {
    return false;
  }

  @Override
  public Boolean visitDropSequence(DropSequence statement) {
    return false;
  }

  @Override
  public Boolean visitRenameSequence(RenameSequence statement) {
    return false;
  }

  private boolean isDefault(Field field) {
    return field.defaultValue().filter(this::isLabel).isPresent()
        || field.defaultValue().filter(this::mentions).isPresent();
  }

  /**
   * Whether the literal is the value, as an enum value or as a text: a literal of an {@code update}
   * has no type yet, and the type of a field that refers to a field of the enum is a reference.
   */
  private boolean isLabel(DefaultValue given) {
    return given.equals(new DefaultValue.EnumValue(value))
        || given.equals(new DefaultValue.Text(value));
  }

  private boolean isOfEnum(FieldType type) {
    return type instanceof FieldType.OfEnum ofEnum && ofEnum.name().equals(enumName);
  }

  /** Whether this is the value itself or an expression that may return it. */
  private boolean mayReturn(Field field, Optional<PlanValue> given) {
    return given.filter(each -> mayReturn(isOfEnum(field.type()), each)).isPresent();
  }

  private boolean mayReturn(boolean toTheEnum, PlanValue given) {
    if (given instanceof PlanValue.Sql sql) {
      return toTheEnum || mentions(sql.expression());
    }
    return given instanceof PlanValue.Literal literal && isLabel(literal.value());
  }

  private boolean mentions(FieldGroup group) {
    return group.expressions().stream().anyMatch(each -> mentions(each.text()));
  }

  private boolean mentions(DefaultValue given) {
    return given instanceof DefaultValue.Expression value && mentions(value.expression().text())
        || given instanceof DefaultValue.Generated generated
            && mentions(generated.expression().text());
  }

  /** Whether the text contains the quoted label anywhere, including comments and other strings. */
  private boolean mentions(String sql) {
    return sql.contains(Quoting.string(label));
  }
}
