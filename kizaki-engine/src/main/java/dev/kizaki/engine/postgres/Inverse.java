package dev.kizaki.engine.postgres;

import dev.kizaki.engine.plan.PlanStatement;
import java.util.List;
import java.util.Objects;

/** How a statement is taken back. */
sealed interface Inverse {
  /** By these statements, over the shape that it led to; by none where it changed nothing. */
  record Statements(List<PlanStatement> statements) implements Inverse {
    public Statements {
      statements = List.copyOf(statements);
    }

    static Statements of(PlanStatement... statements) {
      return new Statements(List.of(statements));
    }
  }

  /**
   * Not at all.
   *
   * @param reason why, a sentence without its full stop
   */
  record Lost(String reason) implements Inverse {
    public Lost {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
