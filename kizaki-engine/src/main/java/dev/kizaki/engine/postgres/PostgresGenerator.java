package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RenameEntity;
import dev.kizaki.engine.plan.RenameField;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.DataEffect;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes a plan as SQL, statement by statement.
 *
 * <p>A replay applies the statements at the same time, so that each statement's SQL is written for
 * the shape before or after the statement: {@link StatementSql} decides which. After each
 * statement, the foreign keys whose referenced columns exist are created.
 */
public final class PostgresGenerator {
  private final Replay replay;
  private final List<PlanStatement> statements;
  private final SqlScript script = new SqlScript();
  private final RowEffects effects;
  private final ReferenceSql references;
  private final StatementSql sql;
  private int ordinal;

  /**
   * @param laterEntities entities that references may lead to before they exist, see {@link #later}
   */
  private PostgresGenerator(
      Shape base,
      List<PlanStatement> statements,
      String schema,
      DatabaseNames names,
      Map<String, Entity> laterEntities) {
    this.replay = new Replay(base, statements);
    this.statements = statements;
    DatabaseMapping mapping = new DatabaseMapping(schema, names, replay.view(), laterEntities);
    DatabaseMapping initial = new DatabaseMapping(schema, names, base, Map.of());
    RowChecks checks = new RowChecks(mapping, script);
    this.effects = new RowEffects(mapping);
    this.references = new ReferenceSql(mapping, script, checks);
    this.sql = new StatementSql(mapping, initial, script, checks, references, this::later);
  }

  /**
   * The entities that a plan adds, and those that it leads to if it renames anything, by name. A
   * reference may be added before the statement that gives its target this name.
   */
  static Map<String, Entity> later(Shape base, List<PlanStatement> statements) {
    Map<String, Entity> later = new HashMap<>();
    boolean renames = false;
    for (PlanStatement statement : statements) {
      if (statement instanceof AddEntity add) {
        later.put(add.entity().name(), add.entity());
      }
      renames |= statement instanceof RenameEntity || statement instanceof RenameField;
    }
    if (renames) {
      Replay.run(base, statements).entities().forEach(each -> later.putIfAbsent(each.name(), each));
    }
    return later;
  }

  /**
   * The SQL of a resolved plan.
   *
   * @param base the shape before the plan
   * @param schema the PostgreSQL schema that holds the tables
   * @param names the naming rules of the migration's snapshot
   * @throws dev.kizaki.engine.replay.PlanFault if a statement cannot be applied in its position
   */
  public static List<SqlStep> generate(
      Shape base, List<PlanStatement> statements, String schema, DatabaseNames names) {
    PostgresGenerator generator =
        new PostgresGenerator(base, statements, schema, names, later(base, statements));
    statements.forEach(generator::write);
    generator.replay.finish();
    return generator.script.steps();
  }

  /**
   * The SQL of a resolved plan after other commands, which belong to its first statement.
   *
   * @param base the shape before the plan
   * @param before writes these commands; nothing is written if the plan is empty
   */
  static List<SqlStep> generateAfter(
      Shape base,
      List<PlanStatement> statements,
      String schema,
      DatabaseNames names,
      Consumer<SqlScript> before) {
    PostgresGenerator generator =
        new PostgresGenerator(base, statements, schema, names, later(base, statements));
    if (!statements.isEmpty()) {
      generator.script.forStatement(generator.cause(statements.get(0)), DataEffect.NONE);
      before.accept(generator.script);
    }
    statements.forEach(generator::write);
    generator.replay.finish();
    return generator.script.steps();
  }

  /**
   * The SQL of the first statements of a list that leads from the middle of a plan back to its
   * beginning. The ordinal in each step's cause is the position of its statement in the list.
   *
   * @param base the shape in the middle, which may break rules that hold for a complete schema
   * @param statements the whole list
   * @param count how many of them to write
   * @param laterEntities those of the plan itself, see {@link #later}
   */
  static List<SqlStep> generateBack(
      Shape base,
      List<PlanStatement> statements,
      int count,
      String schema,
      DatabaseNames names,
      Map<String, Entity> laterEntities) {
    PostgresGenerator generator =
        new PostgresGenerator(base, statements, schema, names, laterEntities);
    generator.references.markMissing();
    statements.subList(0, count).forEach(generator::write);
    return generator.script.steps();
  }

  private PlanStatementRef cause(PlanStatement statement) {
    return new PlanStatementRef(ordinal, statement, StatementText.of(statement));
  }

  private void write(PlanStatement statement) {
    script.forStatement(cause(statement), statement.accept(effects));
    StatementSql.Writing writing = statement.accept(sql);
    if (writing.moment() == StatementSql.Moment.BEFORE) {
      writing.writer().run();
      replay.apply(statement);
    } else {
      replay.apply(statement);
      writing.writer().run();
    }
    sql.createSuspended();
    references.createPending();
    sql.end();
    ordinal++;
  }

  /** The statements after the current one. */
  private List<PlanStatement> later() {
    return statements.subList(ordinal + 1, statements.size());
  }
}
