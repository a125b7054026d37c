package dev.kizaki.engine.check;

import java.util.Objects;

/** What came of a data check. */
public sealed interface CheckOutcome {
  /** Nothing stands in the way. */
  record Passed() implements CheckOutcome {}

  /**
   * Something does.
   *
   * @param problem how many, what is wrong with them, and some of them; a sentence
   * @param remedy what to write in the plan; a sentence
   */
  record Found(String problem, String remedy) implements CheckOutcome {
    public Found {
      Objects.requireNonNull(problem, "problem");
      Objects.requireNonNull(remedy, "remedy");
    }
  }

  /**
   * Nobody knows yet: it is asked again at its turn.
   *
   * @param reason why, to be read behind "not finished"
   */
  record Unfinished(String reason) implements CheckOutcome {
    public Unfinished {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
