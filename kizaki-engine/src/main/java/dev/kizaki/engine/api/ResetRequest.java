package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;

/**
 * The request to {@link Kizaki#reset}.
 *
 * @param fresh whether to delete the embedded database and all parked ones, instead of parking it
 */
public record ResetRequest(Project project, DatabaseSettings database, boolean fresh) {
  public ResetRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
  }
}
