package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link Kizaki#apply} is asked.
 *
 * @param target the last migration to apply, by its name; absent for all
 * @param allowDrift whether to apply although the database is not what its migrations made
 */
public record ApplyRequest(
    Project project, DatabaseSettings database, Optional<String> target, boolean allowDrift) {
  public ApplyRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(target, "target");
  }

  /** A database that has drifted is refused. */
  public ApplyRequest(Project project, DatabaseSettings database, Optional<String> target) {
    this(project, database, target, false);
  }
}
