package dev.kizaki.engine.api;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How the statements of the application are checked before a phase of a deploy.
 *
 * @param file a file with statements, which are checked beside those that the server has recorded;
 *     absent if there is none
 * @param allowBroken whether to go on although statements would break
 */
public record StatementSettings(Optional<Path> file, boolean allowBroken) {
  /** Only what the server has recorded; a statement that would break is refused. */
  public static final StatementSettings DEFAULT = new StatementSettings(Optional.empty(), false);

  public StatementSettings {
    Objects.requireNonNull(file, "file");
  }
}
