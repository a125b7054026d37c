package dev.kizaki.engine.history;

import java.util.Objects;
import java.util.Optional;

/**
 * A change of one migration among several that change at once.
 *
 * @param from the present name of its directory
 * @param to its new content; absent if the migration is removed
 */
public record MigrationChange(String from, Optional<Content> to) {
  /** The new name of a migration and the new texts of its two files. */
  public record Content(String name, String plan, String snapshot) {
    public Content {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(plan, "plan");
      Objects.requireNonNull(snapshot, "snapshot");
    }
  }

  public MigrationChange {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }
}
