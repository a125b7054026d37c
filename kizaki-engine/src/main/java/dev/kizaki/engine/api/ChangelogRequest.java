package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;

/**
 * What {@link Kizaki#changelog} is asked.
 *
 * @param databaseSchema the PostgreSQL schema that holds the tables
 * @param overwrite whether to replace changelogs that the upstream branch holds already
 */
public record ChangelogRequest(
    Project project, String databaseSchema, ChangelogSettings settings, boolean overwrite) {
  public ChangelogRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(databaseSchema, "databaseSchema");
    Objects.requireNonNull(settings, "settings");
  }
}
