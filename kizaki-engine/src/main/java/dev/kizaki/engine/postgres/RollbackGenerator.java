package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.AddObject;
import dev.kizaki.engine.plan.DropObject;
import dev.kizaki.engine.plan.ObjectStatement;
import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.replay.FollowedNames;
import dev.kizaki.engine.replay.ObjectsInTheWay;
import dev.kizaki.engine.replay.Replay;
import dev.kizaki.engine.shape.DatabaseNames;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import dev.kizaki.engine.shape.SqlExpression;
import dev.kizaki.engine.shape.SqlObject;
import dev.kizaki.engine.sql.FollowedRename;
import dev.kizaki.engine.sql.SqlStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the rollback of each statement of a plan, as SQL that starts from the shape after the
 * statement.
 *
 * <p>The inverse of a statement is a list of statements, so {@link PostgresGenerator} writes its
 * SQL. The statements between two that cannot be reversed form a run. Its inverses, the last one
 * first, lead from the run's end to its beginning and are generated together.
 */
public final class RollbackGenerator {
  private final List<PlanStatement> plan;

  /** Those to reverse. */
  private final List<PlanStatement> statements;

  /** The indexes of the statements whose effect stays; absent if nothing is known of the rows. */
  private final Optional<Set<Integer>> kept;

  private final String schema;
  private final DatabaseNames names;
  private final Map<String, Entity> laterEntities;
  private final List<Inverse> inverses = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private final ObjectsInTheWay objects = new ObjectsInTheWay();

  /** The statements of all inverses, the last inverse first. */
  private final List<PlanStatement> back = new ArrayList<>();

  /** For each statement of {@link #back}, the index of the statement that it reverses. */
  private final List<Integer> owners = new ArrayList<>();

  /** For each statement of the plan, the index in {@link #back} at which its inverse begins. */
  private int[] starts = {};

  /**
   * The rollback of one statement.
   *
   * @param steps in order; empty if there is nothing to do or the statement cannot be reversed
   * @param lost why the statement cannot be reversed, a sentence without its full stop
   */
  public record Rollback(List<SqlStep> steps, Optional<String> lost) {
    public Rollback {
      steps = List.copyOf(steps);
      Objects.requireNonNull(lost, "lost");
    }
  }

  /**
   * Consecutive statements that can be reversed.
   *
   * @param before the index of the statement before the first one, which cannot be reversed; -1 if
   *     there is none
   * @param last the index of the last one
   * @param end the shape after the last one
   */
  private record Run(int before, int last, Shape end) {}

  private RollbackGenerator(
      Shape base,
      List<PlanStatement> plan,
      int count,
      Optional<Set<Integer>> kept,
      String schema,
      DatabaseNames names) {
    this.plan = plan;
    this.statements = plan.subList(0, count);
    this.kept = kept;
    this.schema = schema;
    this.names = names;
    this.laterEntities = PostgresGenerator.later(base, plan);
  }

  /**
   * The rollback of each statement of a resolved plan.
   *
   * @param base the shape before the plan
   * @param schema the PostgreSQL schema that holds the tables
   * @param names the naming rules of the migration's snapshot
   */
  public static List<Rollback> generate(
      Shape base, List<PlanStatement> statements, String schema, DatabaseNames names) {
    return generate(base, statements, statements.size(), Optional.empty(), schema, names);
  }

  /**
   * The rollback of each of the first statements of a resolved plan, of which no other was carried
   * out.
   *
   * @param plan all statements
   * @param count how many were carried out
   * @param kept the indexes of those whose effect stays, among them those whose enum value rows
   *     hold; the rollbacks of these are empty
   */
  static List<Rollback> generate(
      Shape base,
      List<PlanStatement> plan,
      int count,
      Set<Integer> kept,
      String schema,
      DatabaseNames names) {
    return generate(base, plan, count, Optional.of(kept), schema, names);
  }

  private static List<Rollback> generate(
      Shape base,
      List<PlanStatement> plan,
      int count,
      Optional<Set<Integer>> kept,
      String schema,
      DatabaseNames names) {
    RollbackGenerator generator = new RollbackGenerator(base, plan, count, kept, schema, names);
    generator.invert(base);
    generator.collectInverses();
    return generator.write();
  }

  /**
   * The shape after the rollbacks of {@link #generate}: that before the plan, with what stays.
   *
   * @throws IllegalStateException when a statement cannot be reversed
   */
  static Shape left(
      Shape base,
      List<PlanStatement> plan,
      int count,
      Set<Integer> kept,
      String schema,
      DatabaseNames names) {
    RollbackGenerator generator =
        new RollbackGenerator(base, plan, count, Optional.of(kept), schema, names);
    generator.invert(base);
    generator.collectInverses();
    if (generator.inverses.stream().anyMatch(Inverse.Lost.class::isInstance)) {
      throw new IllegalStateException("a statement cannot be reversed");
    }
    Shape end =
        generator.runs.isEmpty() ? base : generator.runs.get(generator.runs.size() - 1).end();
    Replay replay = new Replay(end, generator.back);
    generator.back.forEach(replay::apply);
    return replay.shapeSoFar();
  }

  private void invert(Shape base) {
    Replay replay = new Replay(base, statements);
    int before = -1;
    Set<SqlExpression> uncertain = new HashSet<>();
    for (PlanStatement statement : statements) {
      int index = inverses.size();
      List<PlanStatement> later =
          kept.isPresent() ? List.of() : plan.subList(index + 1, plan.size());
      Inverse inverse =
          kept.filter(any -> any.contains(index)).isPresent()
              ? Inverse.Statements.of()
              : statement.accept(new StatementInverter(replay.view(), later, uncertain));
      if (inverse instanceof Inverse.Lost) {
        endRun(before, replay);
        before = inverses.size();
      }
      FollowedNames.of(statement, replay.view())
          .ifPresent(rename -> uncertain.addAll(uncertain(rename, replay.view())));
      replay.apply(statement);
      inverses.add(
          inverse instanceof Inverse.Statements back && !(statement instanceof ObjectStatement)
              ? withObjectsAround(back.statements(), replay.view())
              : inverse);
    }
    endRun(before, replay);
  }

  /**
   * A statement can be carried out while an object in SQL stands that is in the way of its inverse:
   * a value of an enum is added in place, but the type is created again without it.
   */
  private Inverse withObjectsAround(List<PlanStatement> back, ShapeView after) {
    Set<String> inTheWay = new HashSet<>();
    for (int i = 0; i < back.size(); i++) {
      objects
          .of(back.get(i), after, back.subList(i + 1, back.size()))
          .forEach(each -> inTheWay.add(each.object().name()));
    }
    List<PlanStatement> all = new ArrayList<>(back);
    for (SqlObject object : objects.withUsers(inTheWay, after)) {
      all.add(0, new DropObject(object.name()));
      all.add(new AddObject(object));
    }
    return new Inverse.Statements(all);
  }

  /** The expressions in which the old name may stand, but is not replaced. */
  private static List<SqlExpression> uncertain(FollowedRename rename, ShapeView before) {
    List<SqlExpression> found = new ArrayList<>();
    for (Entity entity : before.entities()) {
      entity.withSql(
          (field, expression) -> {
            if (rename.isUncertain(before, entity, field, expression)) {
              found.add(expression);
            }
            return expression;
          });
    }
    return found;
  }

  private void endRun(int before, Replay replay) {
    int last = inverses.size() - 1;
    if (last > before) {
      runs.add(new Run(before, last, replay.shapeSoFar()));
    }
  }

  private void collectInverses() {
    starts = new int[inverses.size()];
    for (int index = inverses.size() - 1; index >= 0; index--) {
      starts[index] = back.size();
      if (inverses.get(index) instanceof Inverse.Statements inverse) {
        back.addAll(inverse.statements());
        owners.addAll(Collections.nCopies(inverse.statements().size(), index));
      }
    }
  }

  private List<Rollback> write() {
    List<Rollback> rollbacks =
        new ArrayList<>(
            Collections.nCopies(statements.size(), new Rollback(List.of(), Optional.empty())));
    for (Run run : runs) {
      write(run, rollbacks);
    }
    for (int index = 0; index < inverses.size(); index++) {
      if (inverses.get(index) instanceof Inverse.Lost lost) {
        rollbacks.set(index, new Rollback(List.of(), Optional.of(lost.reason())));
      }
    }
    return rollbacks;
  }

  private void write(Run run, List<Rollback> rollbacks) {
    int first = starts[run.last()];
    int end = run.before() < 0 ? back.size() : starts[run.before()];
    List<PlanStatement> fromHere = back.subList(first, back.size());
    Map<Integer, List<SqlStep>> steps = new HashMap<>();
    PostgresGenerator.generateBack(run.end(), fromHere, end - first, schema, names, laterEntities)
        .forEach(
            step ->
                steps
                    .computeIfAbsent(
                        owners.get(first + step.cause().ordinal()), any -> new ArrayList<>())
                    .add(step));
    steps.forEach((index, own) -> rollbacks.set(index, new Rollback(own, Optional.empty())));
  }
}
