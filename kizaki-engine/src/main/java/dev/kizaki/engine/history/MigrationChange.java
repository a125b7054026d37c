package dev.kizaki.engine.history;

import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of a migration when several change at once.
 *
 * @param from the name that its directory has
 * @param to what it becomes; absent when it goes
 */
public record MigrationChange(String from, Optional<Content> to) {
  /** A migration as it is to be. */
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
