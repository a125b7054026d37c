package dev.kizaki.engine.connect;

import dev.kizaki.engine.text.DisplayedValue;
import java.util.Objects;

/**
 * Which database a goal has opened. Contains no user, no password and no parameter of the
 * connection string, so that it can be printed.
 *
 * @param jdbcUrl the URL without credentials and parameters
 * @param embedded whether it is the project's own database
 * @param version the server's version, such as {@code 17.6}
 * @param schema the PostgreSQL schema of the tables
 */
public record DatabaseIdentity(String jdbcUrl, boolean embedded, String version, String schema) {
  public DatabaseIdentity {
    Objects.requireNonNull(jdbcUrl, "jdbcUrl");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(schema, "schema");
  }

  /** The major version of the server, such as {@code 17}. */
  public String major() {
    return version.replaceFirst("[.].*", "");
  }

  /** The line that a goal prints before all others. */
  public String line() {
    return embedded
        ? "Database: the project's own, in .kizaki (PostgreSQL %s)".formatted(version)
        : "Database: %s (PostgreSQL %s), schema %s"
            .formatted(jdbcUrl, version, DisplayedValue.name(schema));
  }
}
