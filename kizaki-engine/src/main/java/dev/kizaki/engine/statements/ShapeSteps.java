package dev.kizaki.engine.statements;

import dev.kizaki.engine.plan.AddEnumValue;
import dev.kizaki.engine.plan.AddSystemEntity;
import dev.kizaki.engine.plan.Plan;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.plan.RowStatement;
import dev.kizaki.engine.planner.Answers;
import dev.kizaki.engine.planner.Planner;
import dev.kizaki.engine.postgres.PhaseGenerator;
import dev.kizaki.engine.postgres.PostgresGenerator;
import dev.kizaki.engine.replay.PlanFault;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.BuiltInUser;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.sql.SqlCommand;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The commands that make the tables as they are before a deploy, and those that change them in its
 * two phases, all in a schema of their own and without rows.
 *
 * @param before the commands that make what is there before the deploy
 * @param expand the commands of the first phases, in order
 * @param contract the commands of the second phases, in order
 * @param expanded how many of the commands of the first phases have been carried out in the
 *     database
 * @param names the names in the database that tables, types and objects have at some time
 * @param columns the names of all columns that the migrations know
 * @param relations about how many tables, indexes and sequences there are before the deploy, with
 *     those for long values
 */
record ShapeSteps(
    List<SqlCommand> before,
    List<Change> expand,
    List<Change> contract,
    int expanded,
    Set<String> names,
    Set<String> columns,
    int relations) {
  ShapeSteps {
    before = List.copyOf(before);
    expand = List.copyOf(expand);
    contract = List.copyOf(contract);
    names = Set.copyOf(names);
    columns = Set.copyOf(columns);
  }

  /**
   * A command of a migration.
   *
   * @param statement the first line of the statement in the plan that it belongs to
   */
  record Change(String migration, String statement, SqlCommand command) {}

  /**
   * The commands of a deploy.
   *
   * @param plans written for the schema of the copies; not empty
   * @param expanded how many of them have their first phase done
   * @param schema the schema of the copies
   */
  static ShapeSteps of(List<DividedPlan> plans, int expanded, String schema) {
    List<Change> expand = new ArrayList<>();
    List<Change> contract = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> columns = new HashSet<>();
    int done = 0;
    Labels labels = Labels.of(plans);
    for (int i = 0; i < plans.size(); i++) {
      DividedPlan plan = plans.get(i);
      if (i == expanded) {
        done = expand.size();
      }
      commands(plan.sql().expand().steps(), labels.added())
          .forEach(each -> expand.add(change(plan, each)));
      commands(
              new PhaseGenerator(schema, plan.names(), plan.migration())
                  .contract(plan.middle(), plan.phases().contract(), plan.sql().views(), List.of()),
              Set.of())
          .forEach(each -> contract.add(change(plan, each)));
      for (Shape shape :
          List.of(plan.before(), plan.phases().meanwhile(), plan.middle(), plan.after())) {
        names.addAll(SchemaNames.of(shape, plan.names()));
        shape.entities().stream()
            .flatMap(entity -> entity.fields().stream())
            .map(plan.names()::column)
            .forEach(columns::add);
      }
    }
    return new ShapeSteps(
        initial(labels.shape(), plans.get(0).names(), schema),
        expand,
        contract,
        expanded >= plans.size() ? expand.size() : done,
        names,
        columns,
        relations(labels.shape()));
  }

  /**
   * The shape before the deploy with the values that its first phases add to enums. PostgreSQL
   * refuses to use a value in the transaction that adds it to a type, but not in the one that
   * creates the type with it.
   *
   * @param added the statements that add these values
   */
  private record Labels(Shape shape, Set<PlanStatement> added) {
    static Labels of(List<DividedPlan> plans) {
      Shape shape = plans.get(0).before();
      Set<PlanStatement> added = new HashSet<>();
      for (DividedPlan plan : plans) {
        for (PlanStatement statement : plan.phases().expand()) {
          if (statement instanceof AddEnumValue) {
            try {
              shape = Replay.run(shape, List.of(statement));
              added.add(statement);
            } catch (PlanFault fault) {
              // The type is not there before, so the value is added to it at its turn.
            }
          }
        }
      }
      return new Labels(shape, added);
    }
  }

  private static Change change(DividedPlan plan, SqlCommand command) {
    return new Change(plan.migration(), new StatementCauses(plan).of(command), command);
  }

  /** A table, its key, a sequence, the table and the index of long values, and its indexes. */
  private static int relations(Shape shape) {
    return shape.entities().stream()
        .mapToInt(entity -> 5 + entity.uniques().size() + entity.indexes().size())
        .sum();
  }

  private static List<SqlCommand> initial(Shape shape, DatabaseNames names, String schema) {
    List<PlanStatement> statements =
        new Plan(
                "before",
                Planner.plan(Shape.empty(), shape, Answers.none(), List.of(), true).lines())
            .statements();
    return commands(PostgresGenerator.generate(Shape.empty(), statements, schema, names), Set.of());
  }

  /**
   * The commands about what kizaki manages. Tables of others and extensions are used as they are,
   * and no rows are written.
   *
   * @param done the statements that the shape before has already
   */
  private static List<SqlCommand> commands(List<SqlStep> steps, Set<PlanStatement> done) {
    List<SqlCommand> commands = new ArrayList<>();
    for (SqlStep step : steps) {
      PlanStatement cause = step.cause().statement();
      boolean ofOthers =
          cause instanceof AddSystemEntity add
              && !(add.systemEntity() instanceof BuiltInUser user && user.from().isEmpty());
      if (step instanceof SqlCommand command
          && !ofOthers
          && !(cause instanceof RowStatement)
          && !done.contains(cause)) {
        commands.add(command);
      }
    }
    return commands;
  }
}
