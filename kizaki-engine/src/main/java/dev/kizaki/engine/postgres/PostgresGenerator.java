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
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameEnum;
import dev.kizaki.engine.plan.RenameEnumValue;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.ReorderEnum;
import dev.kizaki.engine.plan.RunSql;
import dev.kizaki.engine.plan.StatementVisitor;
import dev.kizaki.engine.plan.UpdateRows;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EnumType;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.Cause;
import dev.kizaki.engine.sql.SqlStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as SQL, one statement after the other.
 *
 * <p>A replay runs along, so that every statement is written for the shape it will meet. What
 * changes or takes away is written before the shape moves on, for it speaks of what is there; what
 * adds is written after, for it speaks of what will be. After each statement the foreign keys that
 * can be made are made.
 */
public final class PostgresGenerator implements StatementVisitor<Void> {
  private final Replay replay;
  private final List<PlanStatement> statements;
  private final Target target;

  /** As the plan finds it; the other one moves along. */
  private final Target begin;

  private final SqlScript script = new SqlScript();
  private final RowEffects effects;
  private final RowChecks checks;
  private final ReferenceSql references;
  private final GroupSql groups;
  private final EntitySql entities;
  private final FieldSql fields;
  private final ChangeSql changes;
  private final EnumSql enums;
  private int ordinal;

  /**
   * @param coming the entities that a shape before or behind this one has, by name
   */
  private PostgresGenerator(
      Shape base,
      List<PlanStatement> statements,
      String schema,
      DatabaseNames names,
      Map<String, Entity> coming) {
    this.replay = new Replay(base, statements);
    this.statements = statements;
    this.target = new Target(schema, names, replay.view(), coming);
    this.begin = new Target(schema, names, new Replay(base, List.of()).view(), Map.of());
    this.effects = new RowEffects(target);
    this.checks = new RowChecks(target, script);
    DependentChecks dependents = new DependentChecks(target, script);
    ColumnSql columns = new ColumnSql(target, script);
    this.references = new ReferenceSql(target, script, checks);
    this.groups = new GroupSql(target, script, references);
    this.entities = new EntitySql(target, script, columns, groups, references, dependents);
    this.fields = new FieldSql(target, script, columns, groups, references, checks, dependents);
    TypeSql types = new TypeSql(target, script, columns, references);
    ChangeChecks changeChecks = new ChangeChecks(target, script, checks, dependents);
    this.changes = new ChangeSql(target, script, columns, fields, types, references, changeChecks);
    this.enums = new EnumSql(target, script, columns, references, checks, dependents);
  }

  /** The entities that a plan adds, by name. */
  static Map<String, Entity> added(List<PlanStatement> statements) {
    Map<String, Entity> added = new HashMap<>();
    for (PlanStatement statement : statements) {
      if (statement instanceof AddEntity add) {
        added.put(add.entity().name(), add.entity());
      }
    }
    return added;
  }

  /**
   * The SQL of a resolved plan.
   *
   * @param base the shape before the plan
   * @param schema the PostgreSQL schema that holds the tables
   * @param names the naming rules of the migration's snapshot
   * @throws dev.kizaki.engine.replay.PlanFault when a statement cannot stand where it stands
   */
  public static List<SqlStep> generate(
      Shape base, List<PlanStatement> statements, String schema, DatabaseNames names) {
    PostgresGenerator generator =
        new PostgresGenerator(base, statements, schema, names, added(statements));
    statements.forEach(generator::write);
    generator.replay.finish();
    return generator.script.steps();
  }

  /**
   * The SQL of the first statements of a list that leads from the middle of a plan back to its
   * beginning. The cause of each step has the ordinal of its statement in the list.
   *
   * @param base the shape in the middle, which may hold what a schema may not
   * @param statements the whole list
   * @param count how many of them to write
   * @param coming the entities that the plan itself adds, by name
   */
  static List<SqlStep> generateBack(
      Shape base,
      List<PlanStatement> statements,
      int count,
      String schema,
      DatabaseNames names,
      Map<String, Entity> coming) {
    PostgresGenerator generator = new PostgresGenerator(base, statements, schema, names, coming);
    generator.references.awaitMissing();
    statements.subList(0, count).forEach(generator::write);
    return generator.script.steps();
  }

  private void write(PlanStatement statement) {
    script.because(new Cause(ordinal, StatementText.of(statement)), statement.accept(effects));
    statement.accept(this);
    references.settle();
    ordinal++;
  }

  @Override
  public Void visitAddEntity(AddEntity statement) {
    replay.apply(statement);
    entities.create(target.shape().entity(statement.entity().name()).orElseThrow());
    return null;
  }

  @Override
  public Void visitAddSystemEntity(AddSystemEntity statement) {
    entities.createSystem(statement.systemEntity());
    return moveOn(statement);
  }

  @Override
  public Void visitRenameEntity(RenameEntity statement) {
    entities.rename(entity(statement.from()), statement.to());
    return moveOn(statement);
  }

  @Override
  public Void visitDropEntity(DropEntity statement) {
    entities.drop(entity(statement.entity()));
    return moveOn(statement);
  }

  @Override
  public Void visitAddField(AddField statement) {
    replay.apply(statement);
    fields.add(statement, entity(statement.entity()));
    return null;
  }

  @Override
  public Void visitRenameField(RenameField statement) {
    Entity entity = entity(statement.entity());
    fields.rename(entity, entity.field(statement.from()).orElseThrow(), statement.to());
    return moveOn(statement);
  }

  @Override
  public Void visitChangeField(ChangeField statement) {
    changes.change(statement, entity(statement.entity()), target.columnType(statement.after()));
    return moveOn(statement);
  }

  @Override
  public Void visitDropField(DropField statement) {
    Entity entity = entity(statement.entity());
    fields.drop(entity, entity.field(statement.field()).orElseThrow());
    return moveOn(statement);
  }

  @Override
  public Void visitUpdateRows(UpdateRows statement) {
    fields.update(statement);
    return moveOn(statement);
  }

  @Override
  public Void visitRunSql(RunSql statement) {
    script.add(statement.sql(), new Footprint().evaluates().open(true));
    return moveOn(statement);
  }

  @Override
  public Void visitAddUnique(AddUnique statement) {
    checks.noDuplicates(entity(statement.entity()), statement.unique());
    groups.add(statement.entity(), statement.unique());
    return moveOn(statement);
  }

  @Override
  public Void visitAddIndex(AddIndex statement) {
    groups.add(statement.entity(), statement.index());
    return moveOn(statement);
  }

  @Override
  public Void visitAddKey(AddKey statement) {
    checks.noDuplicates(entity(statement.entity()), statement.key());
    groups.add(statement.entity(), statement.key());
    return moveOn(statement);
  }

  @Override
  public Void visitDropUnique(DropUnique statement) {
    groups.drop(entity(statement.entity()), statement.unique());
    return moveOn(statement);
  }

  @Override
  public Void visitDropIndex(DropIndex statement) {
    groups.drop(entity(statement.entity()), statement.index());
    return moveOn(statement);
  }

  @Override
  public Void visitDropKey(DropKey statement) {
    Entity entity = entity(statement.entity());
    groups.drop(entity, entity.key().orElseThrow());
    return moveOn(statement);
  }

  @Override
  public Void visitAddEnum(AddEnum statement) {
    enums.create(statement.enumType());
    return moveOn(statement);
  }

  @Override
  public Void visitAddEnumValue(AddEnumValue statement) {
    replay.apply(statement);
    if (EnumUse.isUsed(statement, behind())) {
      enums.rebuild(enumType(statement.enumName()));
    } else {
      enums.addValue(statement);
    }
    return null;
  }

  @Override
  public Void visitRenameEnum(RenameEnum statement) {
    enums.rename(statement.from(), statement.to());
    return moveOn(statement);
  }

  @Override
  public Void visitRenameEnumValue(RenameEnumValue statement) {
    enums.renameValue(statement.enumName(), statement.from(), statement.to());
    return moveOn(statement);
  }

  @Override
  public Void visitReorderEnum(ReorderEnum statement) {
    replay.apply(statement);
    enums.rebuild(enumType(statement.order().name()));
    return null;
  }

  @Override
  public Void visitDropEnumValue(DropEnumValue statement) {
    replay.apply(statement);
    enums.dropValue(statement, enumType(statement.enumName()));
    return null;
  }

  @Override
  public Void visitDropEnum(DropEnum statement) {
    enums.drop(statement.enumName(), begin);
    return moveOn(statement);
  }

  private Void moveOn(PlanStatement statement) {
    replay.apply(statement);
    return null;
  }

  private List<PlanStatement> behind() {
    return statements.subList(ordinal + 1, statements.size());
  }

  private Entity entity(String name) {
    return target.shape().entity(name).orElseThrow();
  }

  private EnumType enumType(String name) {
    return target.shape().enumType(name).orElseThrow();
  }
}
