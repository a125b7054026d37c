package dev.kizaki.engine.jdbc;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of the history table: a migration that was applied to this database.
 *
 * @param number its position in the history, from 1
 * @param name the name of its directory when it was applied
 * @param digest its digest, 64 hexadecimal digits
 * @param parent the digest of the previous migration; absent for the first
 * @param appliedAt the time, by the server's clock
 * @param appliedBy the database role that applied it
 * @param durationMs the duration, in milliseconds
 * @param toolVersion the version of kizaki that applied it
 */
public record AppliedMigration(
    int number,
    String name,
    String digest,
    Optional<String> parent,
    Instant appliedAt,
    String appliedBy,
    long durationMs,
    String toolVersion) {
  public AppliedMigration {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(parent, "parent");
    Objects.requireNonNull(appliedAt, "appliedAt");
    Objects.requireNonNull(appliedBy, "appliedBy");
    Objects.requireNonNull(toolVersion, "toolVersion");
  }
}
