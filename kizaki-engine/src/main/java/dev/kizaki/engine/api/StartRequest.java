package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The request to {@link Kizaki#start}.
 *
 * @param collectStatements the file into which {@link Kizaki#stop} writes the statements of the
 *     tests; absent if it writes none
 */
public record StartRequest(
    Project project, DatabaseSettings database, Optional<Path> collectStatements) {
  public StartRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(collectStatements, "collectStatements");
  }
}
