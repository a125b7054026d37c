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
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementVisitor;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.Effect;
import dev.kizaki.engine.sql.Scope;
import dev.kizaki.engine.sql.TableName;
import java.util.HashSet;
import java.util.Set;

/**
 * Which rows a statement changes, seen before it runs: what data checks behind it can no longer
 * know. What triggers of others do to the rows is not foreseen.
 */
final class RowEffects implements StatementVisitor<Effect> {
  private final Target target;

  RowEffects(Target target) {
    this.target = target;
  }

  @Override
  public Effect visitAddEntity(AddEntity statement) {
    return Effect.creating(target.table(statement.entity().name()));
  }

  @Override
  public Effect visitAddField(AddField statement) {
    return columns(column(statement.entity(), statement.field().name()));
  }

  @Override
  public Effect visitAddEnum(AddEnum statement) {
    return enumType(statement.enumType().name());
  }

  /** Rows keep their labels. */
  @Override
  public Effect visitAddEnumValue(AddEnumValue statement) {
    return enumType(statement.enumName());
  }

  @Override
  public Effect visitAddUnique(AddUnique statement) {
    return Effect.NONE;
  }

  @Override
  public Effect visitAddIndex(AddIndex statement) {
    return Effect.NONE;
  }

  @Override
  public Effect visitAddKey(AddKey statement) {
    return Effect.NONE;
  }

  /** The table may be there already, with rows. */
  @Override
  public Effect visitAddSystemEntity(AddSystemEntity statement) {
    return statement.systemEntity().from().isPresent()
        ? Effect.NONE
        : Effect.of(Scope.ofTables(target.table(statement.systemEntity().name())));
  }

  @Override
  public Effect visitDropEntity(DropEntity statement) {
    return table(statement.entity(), target.table(statement.entity()));
  }

  @Override
  public Effect visitDropField(DropField statement) {
    Field field = target.shape().field(statement.entity(), statement.field()).orElseThrow();
    Set<ColumnName> changed = referencesOf(field);
    changed.add(column(statement.entity(), field.name()));
    return Effect.of(Scope.ofColumns(changed));
  }

  @Override
  public Effect visitDropEnum(DropEnum statement) {
    return enumType(statement.enumName());
  }

  @Override
  public Effect visitDropEnumValue(DropEnumValue statement) {
    return labels(statement.enumName());
  }

  @Override
  public Effect visitDropUnique(DropUnique statement) {
    return Effect.NONE;
  }

  @Override
  public Effect visitDropIndex(DropIndex statement) {
    return Effect.NONE;
  }

  @Override
  public Effect visitDropKey(DropKey statement) {
    return Effect.NONE;
  }

  @Override
  public Effect visitRenameEntity(RenameEntity statement) {
    TableName from = target.table(statement.from());
    TableName to = target.table(statement.to());
    return from.equals(to) ? Effect.NONE : table(statement.from(), from, to);
  }

  /** What else is called by the table's name: the foreign keys it has. */
  private Effect table(String entity, TableName... names) {
    Set<ColumnName> references = new HashSet<>();
    target
        .shape()
        .entity(entity)
        .orElseThrow()
        .fields()
        .forEach(field -> references.addAll(referencesOf(field)));
    return Effect.of(new Scope(false, Set.of(names), references));
  }

  private Set<ColumnName> referencesOf(Field field) {
    Set<ColumnName> references = new HashSet<>();
    field
        .reference()
        .ifPresent(to -> references.add(ColumnName.referencesTo(target.table(to.entity()))));
    return references;
  }

  @Override
  public Effect visitRenameField(RenameField statement) {
    ColumnName from = column(statement.entity(), statement.from());
    ColumnName to = column(statement.entity(), statement.to());
    return from.equals(to) ? Effect.NONE : columns(from, to);
  }

  @Override
  public Effect visitRenameEnum(RenameEnum statement) {
    TableName from = type(statement.from());
    TableName to = type(statement.to());
    return from.equals(to) ? Effect.NONE : Effect.of(Scope.ofTables(from, to));
  }

  @Override
  public Effect visitRenameEnumValue(RenameEnumValue statement) {
    return labels(statement.enumName());
  }

  @Override
  public Effect visitChangeField(ChangeField statement) {
    Field before = statement.before();
    boolean newType =
        !target
            .types()
            .sql(target.columnType(before))
            .equals(target.types().sql(target.columnType(statement.after())));
    boolean filled =
        statement.backfill().isPresent()
            || before.nullable()
                && !statement.after().nullable()
                && statement.after().defaultValue().isPresent();
    Set<ColumnName> changed = referencesOf(before);
    if (filled) {
      changed.add(column(statement.entity(), before.name()));
    }
    if (newType || statement.using().isPresent()) {
      Entity entity = target.shape().entity(statement.entity()).orElseThrow();
      changed.add(column(entity.name(), before.name()));
      target.followers(entity, before).forEach(each -> changed.add(column(each)));
    }
    return Effect.of(Scope.ofColumns(changed));
  }

  /** Rows keep their labels. */
  @Override
  public Effect visitReorderEnum(ReorderEnum statement) {
    return enumType(statement.order().name());
  }

  @Override
  public Effect visitUpdateRows(UpdateRows statement) {
    Set<ColumnName> changed = new HashSet<>();
    statement.assignments().forEach(each -> changed.add(column(statement.entity(), each.field())));
    return Effect.of(Scope.ofColumns(changed));
  }

  @Override
  public Effect visitRunSql(RunSql statement) {
    return Effect.ANY;
  }

  private Effect labels(String enumName) {
    Set<ColumnName> changed = new HashSet<>();
    target.fieldsOf(enumName).forEach(each -> changed.add(column(each)));
    return Effect.of(new Scope(false, Set.of(type(enumName)), changed));
  }

  private Effect enumType(String name) {
    return Effect.of(Scope.ofTables(type(name)));
  }

  private TableName type(String enumName) {
    return new TableName(target.schema(), target.names().enumType(enumName));
  }

  private static Effect columns(ColumnName... columns) {
    return Effect.of(Scope.ofColumns(Set.of(columns)));
  }

  private ColumnName column(EntityField field) {
    return column(field.entity().name(), field.field().name());
  }

  private ColumnName column(String entity, String field) {
    return target.column(entity, field);
  }
}
