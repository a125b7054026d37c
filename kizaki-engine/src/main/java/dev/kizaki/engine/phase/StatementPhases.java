package dev.kizaki.engine.phase;

import dev.kizaki.engine.plan.PlanStatement;
import java.util.List;
import java.util.Objects;

/** In which of the two phases a statement is carried out. */
sealed interface StatementPhases {
  /**
   * The statements that do the same in two phases.
   *
   * @param expand before the new version of the application starts, written for the shape so far
   * @param contract after the old version has stopped, written for the shape after all expand
   * @param guarded whether a trigger gives rows the value that the old version does not write,
   *     until the second phase
   */
  record Split(List<PlanStatement> expand, List<PlanStatement> contract, boolean guarded)
      implements StatementPhases {
    public Split {
      expand = List.copyOf(expand);
      contract = List.copyOf(contract);
    }
  }

  /**
   * It cannot be carried out in two phases.
   *
   * @param reason a sentence without its full stop
   */
  record Refused(String reason) implements StatementPhases {
    public Refused {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** The whole statement before the new version starts: it takes nothing from the old one. */
  static StatementPhases first(PlanStatement statement) {
    return new Split(List.of(statement), List.of(), false);
  }

  /** The same, with a trigger that completes what the old version writes. */
  static StatementPhases guarded(PlanStatement statement) {
    return new Split(List.of(statement), List.of(), true);
  }

  /** The whole statement after the old version has stopped. */
  static StatementPhases last(PlanStatement statement) {
    return new Split(List.of(), List.of(statement), false);
  }

  static StatementPhases refused(String reason) {
    return new Refused(reason);
  }
}
