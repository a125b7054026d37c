package dev.kizaki.engine.api;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Where a database is. */
public sealed interface DatabaseLocation {

  /**
   * A database on a server that the project does not run itself.
   *
   * @param jdbcUrl {@code jdbc:postgresql://…}, or one of the forms of libpq. Credentials in it are
   *     used if there are no others
   */
  record Server(String jdbcUrl, Optional<String> username, Optional<Secret> password)
      implements DatabaseLocation {
    public Server {
      Objects.requireNonNull(jdbcUrl, "jdbcUrl");
      Objects.requireNonNull(username, "username");
      Objects.requireNonNull(password, "password");
    }
  }

  /**
   * The embedded database, on the project's own server.
   *
   * @param project the project's directory; the server's files are in {@code .kizaki} below it
   * @param version the PostgreSQL version as the user wrote it, such as {@code 17}
   * @param binaries fetches the server's programs; called only when they have to be unpacked
   */
  record Embedded(Path project, String version, ServerArchive binaries)
      implements DatabaseLocation {
    public Embedded {
      Objects.requireNonNull(project, "project");
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(binaries, "binaries");
    }
  }
}
