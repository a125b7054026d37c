package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;

/** The request to {@link Kizaki#start}. */
public record StartRequest(Project project, DatabaseSettings database) {
  public StartRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
  }
}
