package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of {@link Kizaki#plan}.
 *
 * @param migration the name of the migration that was written, rewritten or removed
 * @param open the number of {@code [RESOLVE]} markers in its plan
 * @param changelogs the paths of the Liquibase changelogs that were written or removed, as messages
 *     print them
 */
public record PlanResult(
    Outcome outcome, Optional<String> migration, int open, List<String> changelogs) {
  /** How planning ended. */
  public enum Outcome {
    NO_CHANGES,
    GENERATED,
    REWRITTEN,
    REMOVED
  }

  /** There was nothing to plan, and no question is open. */
  public static final PlanResult NO_CHANGES =
      new PlanResult(Outcome.NO_CHANGES, Optional.empty(), 0, List.of());

  public PlanResult {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(migration, "migration");
    changelogs = List.copyOf(changelogs);
  }

  /** This result with the changelogs that were written or removed. */
  public PlanResult with(List<String> writtenChangelogs) {
    return new PlanResult(outcome, migration, open, writtenChangelogs);
  }
}
