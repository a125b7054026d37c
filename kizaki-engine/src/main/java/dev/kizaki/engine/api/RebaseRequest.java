package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;
import java.util.Optional;

/**
 * The request to {@link Kizaki#rebase}.
 *
 * @param side the directory name of one migration of the branch whose migrations move; absent to
 *     move the migrations that the upstream branch does not hold
 */
public record RebaseRequest(Project project, Optional<String> side) {
  public RebaseRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(side, "side");
  }
}
