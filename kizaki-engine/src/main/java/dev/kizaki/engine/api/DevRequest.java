package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;

/**
 * The request to {@link Kizaki#dev} and {@link Kizaki#watch}.
 *
 * @param allowRemote whether the database may be on another machine
 */
public record DevRequest(Project project, DatabaseSettings database, boolean allowRemote) {
  public DevRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
  }
}
