package dev.kizaki.engine.postgres;

import static dev.kizaki.engine.sql.SqlBuilder.sql;

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
import dev.kizaki.engine.replay.EnumUse;
import dev.kizaki.engine.replay.FollowedNames;
import dev.kizaki.engine.shape.Check;
import dev.kizaki.engine.shape.DeclaredSequence;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Field;
import dev.kizaki.engine.shape.FieldGroup;
import dev.kizaki.engine.shape.ForeignKey;
import dev.kizaki.engine.shape.Index;
import dev.kizaki.engine.shape.NamedElement;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.sql.EntityExpressions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Chooses the class that writes the SQL of each kind of statement, and the shape that it is written
 * for. SQL that changes or drops an object needs its current name, so it is written before the
 * replay applies the statement. SQL that needs what the statement adds, such as a column's
 * definition, is written afterwards.
 */
final class StatementSql implements StatementVisitor<StatementSql.Writing> {
  /** Whether SQL is written before or after the replay applies its statement. */
  enum Moment {
    BEFORE,
    AFTER
  }

  /** How the SQL of one statement is written, and when. */
  record Writing(Moment moment, Runnable writer) {}

  private final DatabaseMapping mapping;
  private final DatabaseMapping initial;
  private final SqlScript script;
  private final RowChecks checks;
  private final ReferenceSql references;
  private final GroupSql groups;
  private final CheckSql constraints;
  private final EntitySql entities;
  private final DependentNameSql dependentNames;
  private final GeneratedSql generated;
  private final FieldSql fields;
  private final AddedFieldSql addedFields;
  private final RowUpdateSql updates;
  private final ShadowSql shadows;
  private final ChangeSql changes;
  private final EnumSql enums;
  private final SequenceSql sequences;
  private final ObjectSql objects;
  private final Supplier<List<PlanStatement>> later;

  /**
   * @param mapping follows the replay: always the current shape
   * @param initial the shape before the first statement
   * @param later the statements after the current one
   */
  StatementSql(
      DatabaseMapping mapping,
      DatabaseMapping initial,
      SqlScript script,
      RowChecks checks,
      ReferenceSql references,
      Supplier<List<PlanStatement>> later) {
    this.mapping = mapping;
    this.initial = initial;
    this.script = script;
    this.checks = checks;
    this.references = references;
    this.later = later;
    DependentChecks dependents = new DependentChecks(mapping, initial, script);
    ColumnSql columns = new ColumnSql(mapping, script, new OwnedSequenceSql(mapping, script));
    this.groups = new GroupSql(mapping, script, references);
    this.dependentNames = new DependentNameSql(mapping, script, groups, columns, references);
    this.constraints = new CheckSql(mapping, script);
    this.entities =
        new EntitySql(mapping, script, columns, groups, constraints, references, dependents);
    this.generated =
        new GeneratedSql(
            mapping, script, columns, groups, constraints, references, checks, dependents);
    this.fields =
        new FieldSql(mapping, script, columns, groups, constraints, references, dependents);
    this.addedFields =
        new AddedFieldSql(mapping, script, columns, generated, groups, references, checks);
    this.updates = new RowUpdateSql(mapping, script, references);
    TypeSql types = new TypeSql(mapping, script, columns, references);
    this.shadows = new ShadowSql(mapping, initial, script, columns, types, references);
    ChangeChecks changeChecks = new ChangeChecks(mapping, script, checks, dependents);
    this.changes =
        new ChangeSql(
            mapping,
            script,
            columns,
            updates,
            generated,
            types,
            shadows,
            references,
            changeChecks,
            later);
    this.enums =
        new EnumSql(
            mapping,
            script,
            columns,
            groups,
            generated,
            constraints,
            references,
            checks,
            dependents,
            shadows);
    this.sequences = new SequenceSql(mapping, script, dependents);
    this.objects = new ObjectSql(script);
  }

  /** The statement has been applied, and all its commands are written. */
  void end() {
    shadows.end();
  }

  /**
   * Adds the generated columns and the checks again that the statement has dropped; it must have
   * been applied.
   */
  void createSuspended() {
    generated.createSuspended();
    constraints.createSuspended();
  }

  @Override
  public Writing visitAddEntity(AddEntity statement) {
    return after(
        () -> entities.create(mapping.shape().entity(statement.entity().name()).orElseThrow()));
  }

  @Override
  public Writing visitAddSystemEntity(AddSystemEntity statement) {
    return before(() -> entities.createSystem(statement.systemEntity(), later.get()));
  }

  @Override
  public Writing visitRenameEntity(RenameEntity statement) {
    return before(
        () -> {
          Entity entity = entity(statement.from());
          entities.rename(entity, entity.withName(statement.to(), statement.kept()));
        });
  }

  @Override
  public Writing visitDropEntity(DropEntity statement) {
    return before(() -> entities.drop(entity(statement.entity())));
  }

  @Override
  public Writing visitAddField(AddField statement) {
    return after(() -> addedFields.add(statement, entity(statement.entity())));
  }

  @Override
  public Writing visitRenameField(RenameField statement) {
    return before(
        () -> {
          Entity entity = entity(statement.entity());
          Field field = entity.field(statement.from()).orElseThrow();
          fields.rename(entity, field, field.withName(statement.to(), statement.kept()));
        });
  }

  @Override
  public Writing visitChangeField(ChangeField statement) {
    return before(
        () ->
            changes.change(
                statement, entity(statement.entity()), mapping.columnType(statement.after())));
  }

  @Override
  public Writing visitDropField(DropField statement) {
    return before(
        () -> {
          Entity entity = entity(statement.entity());
          fields.drop(entity, entity.field(statement.field()).orElseThrow());
        });
  }

  @Override
  public Writing visitUpdateRows(UpdateRows statement) {
    return before(() -> updates.update(statement));
  }

  @Override
  public Writing visitRunSql(RunSql statement) {
    return before(() -> script.add(sql(statement.sql()), new Footprint().evaluates().open(true)));
  }

  @Override
  public Writing visitAddUnique(AddUnique statement) {
    return before(
        () -> {
          checks.noDuplicates(entity(statement.entity()), statement.unique());
          groups.add(statement.entity(), statement.unique());
        });
  }

  @Override
  public Writing visitAddIndex(AddIndex statement) {
    return before(
        () -> {
          Entity entity = entity(statement.entity());
          Index index = statement.index().withExpressions(EntityExpressions.in(entity));
          if (index.unique()) {
            checks.noDuplicates(entity, index);
          }
          groups.add(statement.entity(), index);
          shadows.begin(statement.entity(), index);
        });
  }

  @Override
  public Writing visitAddKey(AddKey statement) {
    return before(
        () -> {
          checks.noDuplicates(entity(statement.entity()), statement.key());
          groups.add(statement.entity(), statement.key());
        });
  }

  @Override
  public Writing visitAddCheck(AddCheck statement) {
    return after(
        () -> {
          Entity entity = entity(statement.entity());
          Check check = known(entity, statement.check());
          checks.fulfilled(entity, check);
          constraints.add(entity, check);
        });
  }

  @Override
  public Writing visitDropCheck(DropCheck statement) {
    return before(
        () -> {
          Entity entity = entity(statement.entity());
          constraints.drop(entity, known(entity, statement.check()));
        });
  }

  @Override
  public Writing visitChangeCheck(ChangeCheck statement) {
    Entity before = entity(statement.entity());
    return after(
        () -> {
          Entity entity = entity(statement.entity());
          Check to = known(entity, statement.after());
          checks.fulfilled(entity, to);
          if (statement.validates()) {
            constraints.validate(entity, to);
          } else {
            constraints.change(before, known(before, statement.before()), entity, to);
          }
        });
  }

  /** The check as the entity has it. */
  private static Check known(Entity entity, Check check) {
    return entity.check(EntityExpressions.of(entity, check.sql())).orElseThrow();
  }

  @Override
  public Writing visitDropUnique(DropUnique statement) {
    return before(() -> drop(statement.entity(), statement.unique()));
  }

  @Override
  public Writing visitDropIndex(DropIndex statement) {
    return before(() -> drop(statement.entity(), statement.index()));
  }

  private void drop(String name, FieldGroup described) {
    Entity entity = entity(name);
    groups.drop(entity, EntityExpressions.actual(entity, described));
  }

  @Override
  public Writing visitDropKey(DropKey statement) {
    return before(
        () -> {
          Entity entity = entity(statement.entity());
          groups.drop(entity, entity.key().orElseThrow());
        });
  }

  @Override
  public Writing visitAddReference(AddReference statement) {
    return after(() -> references.addPending(statement.entity(), statement.reference(), true));
  }

  @Override
  public Writing visitDropReference(DropReference statement) {
    return before(
        () -> {
          ForeignKey key = foreignKey(statement.entity(), statement.reference());
          references.drop(key);
          references.forget(key);
        });
  }

  /** The foreign key with its name. */
  private ForeignKey foreignKey(String name, EntityReference described) {
    Entity entity = entity(name);
    return entity.references().stream()
        .filter(described::hasEndsOf)
        .map(reference -> ForeignKey.of(entity, reference))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Writing visitChangeReference(ChangeReference statement) {
    return before(
        () -> {
          ForeignKey key = foreignKey(statement.entity(), statement.before());
          if (ReferenceClauses.needOther(key.options(), statement.after().options())) {
            references.suspend(List.of(key), key.options().notValid());
          } else {
            references.change(key, statement.after().options());
          }
        });
  }

  @Override
  public Writing visitAddEnum(AddEnum statement) {
    return before(() -> enums.create(statement.enumType()));
  }

  @Override
  public Writing visitAddEnumValue(AddEnumValue statement) {
    return after(
        () -> {
          if (EnumUse.isUsed(statement, later.get())) {
            enums.rebuildWith(statement, enumType(statement.enumName()));
          } else {
            enums.addValue(statement);
          }
        });
  }

  @Override
  public Writing visitRenameEnum(RenameEnum statement) {
    return before(
        () -> {
          EnumType enumType = enumType(statement.from());
          enums.rename(enumType, enumType.withName(statement.to(), statement.kept()));
          follow(statement);
        });
  }

  @Override
  public Writing visitRenameEnumValue(RenameEnumValue statement) {
    return before(
        () -> {
          enums.renameLabel(
              statement.enumName(),
              mapping.label(statement.enumName(), statement.from()),
              statement.kept().orElseGet(statement::to));
          follow(statement);
        });
  }

  /** Renames the constraints whose names change because their texts follow the rename. */
  private void follow(PlanStatement rename) {
    FollowedNames.of(rename, mapping.shape()).ifPresent(constraints::follow);
  }

  @Override
  public Writing visitRenameInDatabase(RenameInDatabase statement) {
    NamedElement element = statement.element();
    Optional<String> to = Optional.of(statement.to());
    return before(
        () -> {
          switch (element.kind()) {
            case ENTITY -> {
              Entity entity = entity(element.name());
              entities.rename(entity, entity.withTable(to));
            }
            case FIELD -> {
              Entity entity = entity(element.owner());
              Field field = entity.field(element.name()).orElseThrow();
              fields.rename(entity, field, field.withColumn(to));
            }
            case ENUM -> {
              EnumType enumType = enumType(element.name());
              enums.rename(enumType, enumType.withType(to));
            }
            case SEQUENCE -> {
              DeclaredSequence sequence = sequence(element.name());
              sequences.rename(sequence, sequence.withSequence(to));
            }
            case OBJECT -> throw new IllegalStateException("an object has no name of its own");
            case VALUE -> enums.renameLabel(element.owner(), statement.from(), statement.to());
          }
          follow(statement);
        });
  }

  @Override
  public Writing visitRenameDependent(RenameDependent statement) {
    return before(() -> dependentNames.rename(statement, entity(statement.entity())));
  }

  @Override
  public Writing visitReorderEnum(ReorderEnum statement) {
    return after(() -> enums.rebuild(enumType(statement.order().name())));
  }

  @Override
  public Writing visitDropEnumValue(DropEnumValue statement) {
    String label = mapping.label(statement.enumName(), statement.value());
    return after(() -> enums.dropValue(statement, label, enumType(statement.enumName())));
  }

  @Override
  public Writing visitDropEnum(DropEnum statement) {
    return before(() -> enums.drop(statement.enumName(), initial));
  }

  @Override
  public Writing visitAddObject(AddObject statement) {
    return before(() -> objects.create(statement.object()));
  }

  @Override
  public Writing visitChangeObject(ChangeObject statement) {
    SqlObject was = object(statement.name());
    return after(() -> objects.change(was, object(statement.name()), statement.madeAnew()));
  }

  @Override
  public Writing visitDropObject(DropObject statement) {
    return before(() -> objects.drop(object(statement.name()), later.get()));
  }

  @Override
  public Writing visitRenameObject(RenameObject statement) {
    return before(() -> {});
  }

  private SqlObject object(String name) {
    return mapping.shape().object(name).orElseThrow();
  }

  @Override
  public Writing visitAddSequence(AddSequence statement) {
    return before(() -> sequences.create(statement.sequence()));
  }

  @Override
  public Writing visitChangeSequence(ChangeSequence statement) {
    return before(() -> sequences.change(statement));
  }

  @Override
  public Writing visitRenameSequence(RenameSequence statement) {
    return before(
        () -> {
          DeclaredSequence sequence = sequence(statement.from());
          sequences.rename(sequence, sequence.withName(statement.to(), statement.kept()));
          follow(statement);
        });
  }

  @Override
  public Writing visitDropSequence(DropSequence statement) {
    return before(() -> sequences.drop(statement.name(), initial));
  }

  private static Writing before(Runnable writer) {
    return new Writing(Moment.BEFORE, writer);
  }

  private static Writing after(Runnable writer) {
    return new Writing(Moment.AFTER, writer);
  }

  private Entity entity(String name) {
    return mapping.shape().entity(name).orElseThrow();
  }

  private DeclaredSequence sequence(String name) {
    return mapping.shape().sequence(name).orElseThrow();
  }

  private EnumType enumType(String name) {
    return mapping.shape().enumType(name).orElseThrow();
  }
}
