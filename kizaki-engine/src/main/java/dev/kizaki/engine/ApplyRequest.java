package dev.kizaki.engine;

import java.util.Objects;
import java.util.Optional;

/**
 * What {@link Kizaki#apply} is asked.
 *
 * @param target the last migration to apply, by its name; absent for all
 */
public record ApplyRequest(Project project, Database database, Optional<String> target) {
  public ApplyRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(target, "target");
  }
}
