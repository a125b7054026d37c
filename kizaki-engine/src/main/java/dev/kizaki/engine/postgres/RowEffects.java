package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.AddCheck;
import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.AddEnum;
import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddField;
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
import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.sql.ColumnName;
import dev.kizaki.engine.sql.DataEffect;
import dev.kizaki.engine.sql.DataScope;
import dev.kizaki.engine.sql.TableName;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rows a statement changes, computed before it is applied: the result of later data checks
 * may depend on these rows. Changes by triggers that kizaki does not manage are not considered.
 */
final class RowEffects implements GroupVisitor<DataEffect> {
  private final DatabaseMapping mapping;

  RowEffects(DatabaseMapping mapping) {
    this.mapping = mapping;
  }

  @Override
  public DataEffect visitAddEntity(AddEntity statement) {
    return DataEffect.creating(mapping.table(statement.entity().name()));
  }

  @Override
  public DataEffect visitAddField(AddField statement) {
    return columns(
        new ColumnName(
            mapping.table(statement.entity()), mapping.names().column(statement.field())));
  }

  @Override
  public DataEffect visitAddEnum(AddEnum statement) {
    return DataEffect.of(DataScope.ofTables(type(statement.enumType())));
  }

  /** Rows keep their labels. */
  @Override
  public DataEffect visitAddEnumValue(AddEnumValue statement) {
    return enumType(statement.enumName());
  }

  @Override
  public DataEffect visitGroup(GroupStatement statement) {
    return DataEffect.NONE;
  }

  @Override
  public DataEffect visitAddCheck(AddCheck statement) {
    return DataEffect.NONE;
  }

  @Override
  public DataEffect visitAddReference(AddReference statement) {
    return DataEffect.NONE;
  }

  @Override
  public DataEffect visitChangeCheck(ChangeCheck statement) {
    return DataEffect.NONE;
  }

  @Override
  public DataEffect visitDropCheck(DropCheck statement) {
    return DataEffect.NONE;
  }

  @Override
  public DataEffect visitDropReference(DropReference statement) {
    return referencesTo(statement.reference().target());
  }

  @Override
  public DataEffect visitChangeReference(ChangeReference statement) {
    return referencesTo(statement.before().target());
  }

  private DataEffect referencesTo(String entity) {
    return DataEffect.of(
        DataScope.ofColumns(Set.of(ColumnName.referencesTo(mapping.table(entity)))));
  }

  /** The table may exist already and have rows. */
  @Override
  public DataEffect visitAddSystemEntity(AddSystemEntity statement) {
    return statement.systemEntity() instanceof BuiltInUser user && user.from().isEmpty()
        ? DataEffect.of(DataScope.ofTables(mapping.table(user.name())))
        : DataEffect.NONE;
  }

  @Override
  public DataEffect visitDropEntity(DropEntity statement) {
    return table(statement.entity(), mapping.table(statement.entity()));
  }

  @Override
  public DataEffect visitDropField(DropField statement) {
    Field field = mapping.shape().field(statement.entity(), statement.field()).orElseThrow();
    Set<ColumnName> changed = referencesOf(field);
    changed.addAll(withName(column(statement.entity(), field.name())));
    mapping.shape().entity(statement.entity()).orElseThrow().references().stream()
        .filter(reference -> reference.contains(field.name()))
        .map(reference -> ColumnName.referencesTo(mapping.table(reference.target())))
        .forEach(changed::add);
    return DataEffect.of(DataScope.ofColumns(changed));
  }

  @Override
  public DataEffect visitDropEnum(DropEnum statement) {
    return enumType(statement.enumName());
  }

  @Override
  public DataEffect visitDropEnumValue(DropEnumValue statement) {
    return labels(statement.enumName());
  }

  @Override
  public DataEffect visitRenameEntity(RenameEntity statement) {
    Entity entity = mapping.shape().entity(statement.from()).orElseThrow();
    return renamed(entity, entity.withName(statement.to(), statement.kept()));
  }

  private DataEffect renamed(Entity before, Entity after) {
    TableName from = mapping.table(before.name());
    TableName to = new TableName(mapping.schema(), mapping.names().table(after));
    return from.equals(to) ? DataEffect.NONE : table(before.name(), from, to);
  }

  /** The effect on the table under these names and on the foreign keys that it has. */
  private DataEffect table(String entity, TableName... names) {
    Set<ColumnName> references =
        ForeignKey.of(mapping.shape().entity(entity).orElseThrow())
            .map(key -> ColumnName.referencesTo(mapping.table(key.target())))
            .collect(Collectors.toSet());
    return DataEffect.of(new DataScope(false, Set.of(names), references));
  }

  private Set<ColumnName> referencesOf(Field field) {
    Set<ColumnName> references = new HashSet<>();
    field
        .reference()
        .ifPresent(to -> references.add(ColumnName.referencesTo(mapping.table(to.entity()))));
    return references;
  }

  @Override
  public DataEffect visitRenameField(RenameField statement) {
    Field field = mapping.shape().field(statement.entity(), statement.from()).orElseThrow();
    return renamed(statement.entity(), field, field.withName(statement.to(), statement.kept()));
  }

  private DataEffect renamed(String entity, Field before, Field after) {
    ColumnName from = column(entity, before.name());
    ColumnName to = new ColumnName(mapping.table(entity), mapping.names().column(after));
    return from.equals(to) ? DataEffect.NONE : columns(from, to);
  }

  @Override
  public DataEffect visitRenameEnum(RenameEnum statement) {
    EnumType enumType = mapping.shape().enumType(statement.from()).orElseThrow();
    return renamed(enumType, enumType.withName(statement.to(), statement.kept()));
  }

  private DataEffect renamed(EnumType before, EnumType after) {
    TableName from = type(before);
    TableName to = type(after);
    return from.equals(to) ? DataEffect.NONE : DataEffect.of(DataScope.ofTables(from, to));
  }

  @Override
  public DataEffect visitRenameEnumValue(RenameEnumValue statement) {
    return statement.kept().isPresent() ? DataEffect.NONE : labels(statement.enumName());
  }

  @Override
  public DataEffect visitRenameInDatabase(RenameInDatabase statement) {
    NamedElement element = statement.element();
    Optional<String> to = Optional.of(statement.to());
    return switch (element.kind()) {
      case ENTITY -> {
        Entity entity = mapping.shape().entity(element.name()).orElseThrow();
        yield renamed(entity, entity.withTable(to));
      }
      case FIELD -> {
        Field field = mapping.shape().field(element.owner(), element.name()).orElseThrow();
        yield renamed(element.owner(), field, field.withColumn(to));
      }
      case ENUM -> {
        EnumType enumType = mapping.shape().enumType(element.name()).orElseThrow();
        yield renamed(enumType, enumType.withType(to));
      }
      case SEQUENCE, OBJECT -> DataEffect.NONE;
      case VALUE -> labels(element.owner());
    };
  }

  @Override
  public DataEffect visitRenameDependent(RenameDependent statement) {
    return DataEffect.NONE;
  }

  @Override
  public DataEffect visitChangeField(ChangeField statement) {
    Field before = statement.before();
    boolean newType =
        !mapping
            .types()
            .sql(mapping.columnType(before))
            .equals(mapping.types().sql(mapping.columnType(statement.after())));
    boolean filled =
        statement.backfill().isPresent()
            || before.nullable()
                && !statement.after().nullable()
                && statement.after().defaultValue().isPresent()
                && !statement.after().isGenerated();
    Set<ColumnName> changed = referencesOf(before);
    if (!before.generated().equals(statement.after().generated())) {
      changed.add(column(statement.entity(), before.name()));
      changed.add(ColumnName.groupsOf(mapping.table(statement.entity())));
    }
    if (filled) {
      changed.add(column(statement.entity(), before.name()));
    }
    if (newType || statement.using().isPresent()) {
      Entity entity = mapping.shape().entity(statement.entity()).orElseThrow();
      changed.add(column(entity.name(), before.name()));
      mapping.followers(entity, before).forEach(each -> changed.add(column(each)));
      changed.addAll(computedFrom(entity, before));
      mapping
          .followers(entity, before)
          .forEach(each -> changed.addAll(computedFrom(each.entity(), each.field())));
    }
    return DataEffect.of(DataScope.ofColumns(changed));
  }

  /** The columns that are dropped and added again because the field gets another type. */
  private Set<ColumnName> computedFrom(Entity entity, Field field) {
    return entity.fields().stream()
        .filter(each -> each.isComputedFrom(field.name()))
        .map(each -> column(entity.name(), each.name()))
        .collect(Collectors.toSet());
  }

  /** Rows keep their labels. */
  @Override
  public DataEffect visitReorderEnum(ReorderEnum statement) {
    return enumType(statement.order().name());
  }

  @Override
  public DataEffect visitUpdateRows(UpdateRows statement) {
    Set<ColumnName> changed = new HashSet<>();
    statement.assignments().forEach(each -> changed.add(column(statement.entity(), each.field())));
    return DataEffect.of(DataScope.ofColumns(changed));
  }

  @Override
  public DataEffect visitRunSql(RunSql statement) {
    return DataEffect.ANY;
  }

  @Override
  public DataEffect visitAddObject(AddObject statement) {
    return DataEffect.ANY;
  }

  @Override
  public DataEffect visitChangeObject(ChangeObject statement) {
    return DataEffect.ANY;
  }

  @Override
  public DataEffect visitDropObject(DropObject statement) {
    return DataEffect.ANY;
  }

  @Override
  public DataEffect visitRenameObject(RenameObject statement) {
    return DataEffect.NONE;
  }

  @Override
  public DataEffect visitAddSequence(AddSequence statement) {
    return DataEffect.NONE;
  }

  @Override
  public DataEffect visitChangeSequence(ChangeSequence statement) {
    return DataEffect.NONE;
  }

  @Override
  public DataEffect visitDropSequence(DropSequence statement) {
    return DataEffect.NONE;
  }

  @Override
  public DataEffect visitRenameSequence(RenameSequence statement) {
    return DataEffect.of(DataScope.ofTables(mapping.sequence(statement.from())));
  }

  private DataEffect labels(String enumName) {
    Set<ColumnName> changed = new HashSet<>();
    mapping.fieldsOf(enumName).forEach(each -> changed.add(column(each)));
    return DataEffect.of(new DataScope(false, Set.of(type(enumName)), changed));
  }

  private DataEffect enumType(String name) {
    return DataEffect.of(DataScope.ofTables(type(name)));
  }

  private TableName type(String enumName) {
    return mapping.type(enumName);
  }

  private TableName type(EnumType enumType) {
    return new TableName(mapping.schema(), mapping.names().enumType(enumType));
  }

  /** These columns come, go or get another name. */
  private static DataEffect columns(ColumnName... columns) {
    return DataEffect.of(DataScope.ofColumns(withName(columns)));
  }

  private static Set<ColumnName> withName(ColumnName... columns) {
    return Stream.of(columns)
        .flatMap(each -> Stream.of(each, ColumnName.nameOf(each)))
        .collect(Collectors.toSet());
  }

  private ColumnName column(EntityField field) {
    return column(field.entity().name(), field.field().name());
  }

  private ColumnName column(String entity, String field) {
    return mapping.column(entity, field);
  }
}
