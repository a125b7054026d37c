package dev.kizaki.engine.replay;

import dev.kizaki.engine.plan.PlanStatement;
import dev.kizaki.engine.shape.Entity;
import dev.kizaki.engine.shape.EntityField;
import dev.kizaki.engine.shape.Shape;
import dev.kizaki.engine.shape.ShapeView;
import java.util.List;
import java.util.Optional;

/**
 * Runs a plan's statements over a shape, without a database.
 *
 * <p>Between two statements the shape may hold what a schema may not: a new entity that refers to
 * one that comes later, an entity without a key. {@link #finish} checks that none of it is left.
 */
public final class Replay {
  private final WorkingShape shape;
  private final StatementReplay step;

  /**
   * @param statements the whole plan, which tells a drop what later drops take away
   */
  public Replay(Shape base, List<PlanStatement> statements) {
    this.shape = new WorkingShape(base);
    this.step = new StatementReplay(shape, LaterDrops.of(statements));
  }

  /**
   * The shape that a resolved plan leads to.
   *
   * @throws PlanFault when a statement cannot stand where it stands
   */
  public static Shape run(Shape base, List<PlanStatement> statements) {
    Replay replay = new Replay(base, statements);
    statements.forEach(replay::apply);
    return replay.finish();
  }

  /** The shape after the statements so far. */
  public ShapeView view() {
    return shape;
  }

  /** The same as a value, which may hold what a schema may not. */
  public Shape shapeSoFar() {
    return shape.freeze();
  }

  /**
   * Moves the shape along one statement.
   *
   * @throws PlanFault when the statement cannot stand here; the shape is as before
   */
  public void apply(PlanStatement statement) {
    statement.accept(step);
    step.next();
  }

  /**
   * The shape at the end of the plan.
   *
   * @throws PlanFault when an entity has no key or a reference leads to nothing
   */
  public Shape finish() {
    for (Entity entity : shape.entities()) {
      if (entity.key().isEmpty()) {
        throw new PlanFault(entity.name() + " has no key at the end of the plan");
      }
    }
    Optional<EntityField> dangling =
        shape
            .fieldsWhere(field -> field.reference().isPresent())
            .filter(each -> !References.isSound(shape, each.field()))
            .findFirst();
    if (dangling.isPresent()) {
      EntityField field = dangling.get();
      throw new PlanFault(
          field.path()
              + " refers to "
              + field.field().type().text()
              + ", which is neither a key nor unique at the end of the plan");
    }
    return shape.freeze();
  }
}
