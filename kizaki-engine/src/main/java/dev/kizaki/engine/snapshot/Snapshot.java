package dev.kizaki.engine.snapshot;

import dev.kizaki.engine.shape.NamingVersion;
import dev.kizaki.engine.shape.Shape;
import java.util.Objects;
import java.util.Optional;

/**
 * The shape after a migration, and the link to the migration before it.
 *
 * @param migration the migration's name, such as {@code 0004_add_status}
 * @param parent the digest of the migration before it, 64 hexadecimal digits in lower case; absent
 *     for the first
 * @param naming the version of the rules for its database names
 * @param digest the version of the form that the migration's own digest is calculated from
 * @param adopted whether the migration describes a database that existed before, so that it is not
 *     run where everything that it makes is there
 */
public record Snapshot(
    String migration,
    Optional<String> parent,
    NamingVersion naming,
    DigestVersion digest,
    Shape shape,
    boolean adopted) {
  public Snapshot {
    Objects.requireNonNull(migration, "migration");
    Objects.requireNonNull(parent, "parent");
    Objects.requireNonNull(naming, "naming");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(shape, "shape");
  }

  /** The snapshot of a migration that is not an adopted one. */
  public Snapshot(
      String migration,
      Optional<String> parent,
      NamingVersion naming,
      DigestVersion digest,
      Shape shape) {
    this(migration, parent, naming, digest, shape, false);
  }

  /** Returns a copy with another migration name, for a directory that is renamed. */
  public Snapshot withMigration(String name) {
    return new Snapshot(name, parent, naming, digest, shape, adopted);
  }
}
