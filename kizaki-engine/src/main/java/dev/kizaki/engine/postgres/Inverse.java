package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.PlanStatement;
import java.util.List;
import java.util.Objects;

/** How a statement can be reversed. */
sealed interface Inverse {
  /**
   * These statements reverse it, starting from the shape after the statement. The list is empty if
   * the statement changed nothing.
   */
  record Statements(List<PlanStatement> statements) implements Inverse {
    public Statements {
      statements = List.copyOf(statements);
    }

    static Statements of(PlanStatement... statements) {
      return new Statements(List.of(statements));
    }
  }

  /**
   * The statement cannot be reversed.
   *
   * @param reason a sentence without its full stop
   */
  record Lost(String reason) implements Inverse {
    public Lost {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
