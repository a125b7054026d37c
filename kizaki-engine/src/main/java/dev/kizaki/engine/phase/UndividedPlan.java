package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.PlanStatement;

/** A statement of a plan cannot be carried out in two phases. */
public final class UndividedPlan extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient PlanStatement statement;

  /**
   * @param reason a sentence without its full stop
   */
  public UndividedPlan(PlanStatement statement, String reason) {
    super(reason);
    this.statement = statement;
  }

  /** The statement. */
  public PlanStatement statement() {
    return statement;
  }

  /** Why not, as a sentence without its full stop. */
  public String reason() {
    return getMessage();
  }
}
