package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link Kizaki#rebase} is asked.
 *
 * @param side the directory of a migration of the side that is to move; absent to move what the
 *     upstream branch does not hold
 */
public record RebaseRequest(Project project, Optional<String> side) {
  public RebaseRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(side, "side");
  }
}
