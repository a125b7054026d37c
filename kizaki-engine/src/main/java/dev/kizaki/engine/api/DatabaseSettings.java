package dev.kizaki.engine.api;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The database that a goal uses, and the limits for commands.
 *
 * @param location where the database is
 * @param schema the PostgreSQL schema that holds the tables and the history
 * @param lockTimeout how long a command may wait for a lock before it is tried again; positive
 * @param statementTimeout how long one command may run; absent for no limit
 * @param checkTimeout how long a data check may run before the first statement; positive. A check
 *     that is not finished by then runs again at the turn of its statement
 * @param ignore patterns of objects that are not reported if no migration made them, in the form
 *     that {@link dev.kizaki.engine.catalog.IgnorePatterns} reads
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

  /** The schema {@code public}, and the limits that the goals have by default. */
  public static DatabaseSettings of(DatabaseLocation location) {
    return new DatabaseSettings(
        location,
        "public",
        Duration.ofSeconds(5),
        Optional.empty(),
        Duration.ofSeconds(30),
        List.of());
  }
}
