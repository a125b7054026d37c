package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;

/**
 * The request to {@link Kizaki#abort}.
 *
 * @param dropData whether to delete what others have written into the new tables and columns of the
 *     migration
 */
public record AbortRequest(Project project, DatabaseSettings database, boolean dropData) {
  public AbortRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
  }
}
