package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;

/**
 * The request to {@link Kizaki#changelog}.
 *
 * @param databaseSchema the PostgreSQL schema that holds the tables
 * @param overwrite whether to replace outdated changelogs that the upstream branch already holds
 */
public record ChangelogRequest(
    Project project, String databaseSchema, ChangelogSettings settings, boolean overwrite) {
  public ChangelogRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(databaseSchema, "databaseSchema");
    Objects.requireNonNull(settings, "settings");
  }
}
