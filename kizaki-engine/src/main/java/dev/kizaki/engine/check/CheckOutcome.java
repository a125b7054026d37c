package dev.kizaki.engine.check;

import java.util.Objects;

/** The result of a data check. */
public sealed interface CheckOutcome {
  /** No row prevents the statement. */
  record Passed() implements CheckOutcome {}

  /**
   * Some rows or objects prevent the statement.
   *
   * @param problem a sentence with their number, what is wrong, and examples
   * @param remedy a sentence that says what to write in the plan
   */
  record Found(String problem, String remedy) implements CheckOutcome {
    public Found {
      Objects.requireNonNull(problem, "problem");
      Objects.requireNonNull(remedy, "remedy");
    }
  }

  /**
   * The check could not be finished. It runs again as a step of its migration.
   *
   * @param reason a phrase that continues "not finished"
   */
  record Unfinished(String reason) implements CheckOutcome {
    public Unfinished {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
