package dev.kizaki.engine.apply;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a {@link TrialRun} found in a migration.
 *
 * @param objects the statements about objects that failed, in order; one can be the consequence of
 *     another one
 * @param end the other statement at which the trial ended, if it did not reach the last one
 */
public record TrialResult(List<TrialFailure> objects, Optional<TrialFailure> end) {
  public TrialResult {
    objects = List.copyOf(objects);
    Objects.requireNonNull(end, "end");
  }
}
