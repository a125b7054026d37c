package dev.kizaki.engine.catalog.read;

import java.util.Objects;
import java.util.Optional;

/**
 * Liquibase's lock, while it is held.
 *
 * @param holder the holder as Liquibase recorded it, such as {@code build-7 (10.1.2.3)}
 * @param since when the lock was taken, by the holder's clock
 */
public record LiquibaseLock(Optional<String> holder, Optional<String> since) {
  public LiquibaseLock {
    Objects.requireNonNull(holder, "holder");
    Objects.requireNonNull(since, "since");
  }

  /** {@code build-7 (10.1.2.3) since 2026-03-01 12:00:00}. */
  public String description() {
    return holder.orElse("an unknown process") + since.map(" since "::concat).orElse("");
  }
}
