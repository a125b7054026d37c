package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.EntityReference;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import java.util.List;
import java.util.Optional;

/**
 * Applies the statements of a plan to a shape, without a database.
 *
 * <p>Between two statements the shape may contain what a schema may not: a new entity that refers
 * to one that is added later, or an entity without a key. {@link #finish} checks that the final
 * shape is valid.
 */
public final class Replay {
  private final List<PlanStatement> statements;
  private final WorkingShape shape;
  private final StatementReplay step;
  private final ObjectsInTheWay objects = new ObjectsInTheWay();

  /**
   * @param statements the whole plan, because a drop is checked against later drops
   */
  public Replay(Shape base, List<PlanStatement> statements) {
    this.statements = List.copyOf(statements);
    this.shape = new WorkingShape(base);
    this.step = new StatementReplay(shape, LaterDrops.of(statements));
  }

  /**
   * Returns the shape that a resolved plan leads to.
   *
   * @throws PlanFault if a statement is invalid at its position
   */
  public static Shape run(Shape base, List<PlanStatement> statements) {
    Replay replay = new Replay(base, statements);
    statements.forEach(replay::apply);
    return replay.finish();
  }

  /**
   * Returns the shape that a resolved plan leads to that can be carried out as it is.
   *
   * @throws PlanFault if a statement is invalid at its position, or an object in SQL is in its way
   */
  public static Shape proven(Shape base, List<PlanStatement> statements) {
    Replay replay = new Replay(base, statements);
    statements.forEach(replay::prove);
    return replay.finish();
  }

  /** The shape after the statements that have been applied. */
  public ShapeView view() {
    return shape;
  }

  /** Returns the current shape as a value. It may contain what a schema may not. */
  public Shape shapeSoFar() {
    return shape.freeze();
  }

  /**
   * Applies one statement.
   *
   * @throws PlanFault if the statement is invalid at this position; then the shape is unchanged
   */
  public void apply(PlanStatement statement) {
    statement.accept(step);
    step.next();
  }

  /**
   * Applies one statement of a plan that is to be carried out as it is, so that no object in SQL
   * may be in its way.
   *
   * @throws PlanFault if the statement is invalid at this position; then the shape is unchanged
   */
  public void prove(PlanStatement statement) {
    int next = Math.min(step.position() + 1, statements.size());
    objects.requireNone(statement, shape, statements.subList(next, statements.size()));
    apply(statement);
  }

  /**
   * Returns the shape at the end of the plan.
   *
   * @throws PlanFault if a reference has no valid target
   */
  public Shape finish() {
    Optional<EntityField> dangling =
        shape
            .fieldsWhere(field -> field.reference().isPresent())
            .filter(each -> !References.isSound(shape, each.field()))
            .findFirst();
    if (dangling.isPresent()) {
      EntityField field = dangling.get();
      throw new PlanFault(
          "%s refers to %s, which is neither a key nor unique at the end of the plan"
              .formatted(field.path(), field.field().type().text()));
    }
    for (Entity entity : shape.entities()) {
      for (EntityReference reference : entity.references()) {
        References.problem(shape, entity, reference)
            .ifPresent(
                problem -> {
                  throw new PlanFault("%s at the end of the plan".formatted(problem));
                });
      }
    }
    ExpressionReplay.complete(shape);
    return shape.freeze();
  }
}
