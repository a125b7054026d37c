package dev.kizaki.engine.api;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The database that a goal works with, and how.
 *
 * @param location where it is
 * @param schema the PostgreSQL schema that holds the tables and the history
 * @param lockTimeout how long a command may wait for a lock before it is tried again; positive
 * @param statementTimeout how long one command may run; absent for no limit
 * @param checkTimeout how long a data check may run before anything else does; positive
 * @param ignore patterns of objects that no migration made and that are not to be reported, as
 *     {@link dev.kizaki.engine.catalog.IgnorePatterns} reads them
 */
public record DatabaseSettings(
    DatabaseLocation location,
    String schema,
    Duration lockTimeout,
    Optional<Duration> statementTimeout,
    Duration checkTimeout,
    List<String> ignore) {
  public DatabaseSettings {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(lockTimeout, "lockTimeout");
    Objects.requireNonNull(statementTimeout, "statementTimeout");
    Objects.requireNonNull(checkTimeout, "checkTimeout");
    ignore = List.copyOf(ignore);
  }
}
