package dev.kizaki.engine.testing;

import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server of its own with a streaming standby, for tests that watch or disturb a whole server. The
 * standby is a copy of the stopped server.
 */
public final class ReplicatedServers implements AutoCloseable {
  private final EmbeddedServer primary;
  private final EmbeddedServer standby;

  private ReplicatedServers(EmbeddedServer primary, EmbeddedServer standby) {
    this.primary = primary;
    this.standby = standby;
  }

  /**
   * Starts both.
   *
   * @param folder an empty folder
   * @param settings lines of the primary's configuration
   */
  public static ReplicatedServers start(Path folder, int major, String settings)
      throws IOException {
    EmbeddedPostgres first = server(folder.resolve("primary"), major);
    EmbeddedPostgres second = server(folder.resolve("standby"), major);
    first.start().close();
    copy(first.home(), second.home());
    Files.delete(second.home().resolve("port"));
    append(first, settings);
    EmbeddedServer primary = first.start();
    append(
        second,
        """
        primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=copy'
        """
            .formatted(primary.port(), primary.username(), primary.password()));
    Files.createFile(second.home().resolve("data/standby.signal"));
    return new ReplicatedServers(primary, second.start());
  }

  private static EmbeddedPostgres server(Path project, int major) throws IOException {
    Files.createDirectories(project);
    return new EmbeddedPostgres(project, TestBinaries.version(major), TestBinaries.cache());
  }

  private static void append(EmbeddedPostgres server, String settings) throws IOException {
    Files.writeString(
        server.home().resolve("data/postgresql.conf"), "\n" + settings, StandardOpenOption.APPEND);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from)) {
      files = walk.toList();
    }
    for (Path file : files) {
      Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** A new connection to the primary, to be closed by the caller. */
  public Connection connect() throws SQLException {
    return connect(primary.username(), primary.password());
  }

  /** A new connection to the primary as another role. */
  public Connection connect(String username, String password) throws SQLException {
    return DriverManager.getConnection(primary.jdbcUrl(), username, password);
  }

  /** A new connection to the standby. */
  public Connection connectToStandby() throws SQLException {
    return DriverManager.getConnection(standby.jdbcUrl(), standby.username(), standby.password());
  }

  @Override
  public void close() {
    standby.close();
    primary.close();
  }
}
