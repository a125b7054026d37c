package dev.kizaki.engine.api;

import dev.kizaki.engine.Kizaki;
import java.util.Objects;

/** What {@link Kizaki#start} is asked. */
public record StartRequest(Project project, DatabaseSettings database) {
  public StartRequest {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(database, "database");
  }
}
