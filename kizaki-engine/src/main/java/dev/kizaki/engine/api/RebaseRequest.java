package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The request to {@link Kizaki#rebase}.
 *
 * @param side the directory name of one migration of the branch whose migrations move; absent to
 *     move the migrations that the upstream branch does not hold
 * @param resolve answers to the questions of the rebase
 * @param resolveFile a file that contains such answers
 * @param prompter asks a person the open questions; absent when no person can answer
 */
public record RebaseRequest(
    Project project,
    Optional<String> side,
    Optional<String> resolve,
    Optional<Path> resolveFile,
    Optional<Prompter> prompter) {
  public RebaseRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(side, "side");
    Objects.requireNonNull(resolve, "resolve");
    Objects.requireNonNull(resolveFile, "resolveFile");
    Objects.requireNonNull(prompter, "prompter");
  }

  /** A request without answers. */
  public RebaseRequest(Project project, Optional<String> side) {
    this(project, side, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
