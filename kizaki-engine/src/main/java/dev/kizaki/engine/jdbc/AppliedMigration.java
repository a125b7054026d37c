package dev.kizaki.engine.jdbc;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of the history table: a migration that this database has gone through.
 *
 * @param number its place in the history, from 1
 * @param name the directory's name when it was applied
 * @param digest its digest, 64 hexadecimal digits
 * @param parent the digest of the migration before it; absent for the first
 * @param appliedAt when, by the server's clock
 * @param appliedBy the database role that did
 * @param durationMs how long it took, in milliseconds
 * @param toolVersion the version of what applied it
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
