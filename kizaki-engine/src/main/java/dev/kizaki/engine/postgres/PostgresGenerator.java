package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.AddEntity;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.text.StatementText;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.PlanStatementRef;
import dev.kizaki.engine.sql.SqlStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A plan as SQL, one statement after the other.
 *
 * <p>A replay runs along, so that each statement's SQL is written for the shape that the statement
 * finds or leaves: {@link StatementSql} says which of the two. After each statement the foreign
 * keys that can be made are made.
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
    DatabaseMapping target = new DatabaseMapping(schema, names, replay.view(), coming);
    DatabaseMapping beginning = new DatabaseMapping(schema, names, base, Map.of());
    RowChecks checks = new RowChecks(target, script);
    this.effects = new RowEffects(target);
    this.references = new ReferenceSql(target, script, checks);
    this.sql = new StatementSql(target, beginning, script, checks, references, this::later);
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
    PlanStatementRef cause = new PlanStatementRef(ordinal, statement, StatementText.of(statement));
    script.forStatement(cause, statement.accept(effects));
    StatementSql.Writing writing = statement.accept(sql);
    if (writing.moment() == StatementSql.Moment.BEFORE) {
      writing.writer().run();
      replay.apply(statement);
    } else {
      replay.apply(statement);
      writing.writer().run();
    }
    references.settle();
    ordinal++;
  }

  /** The statements behind the present one. */
  private List<PlanStatement> later() {
    return statements.subList(ordinal + 1, statements.size());
  }
}
