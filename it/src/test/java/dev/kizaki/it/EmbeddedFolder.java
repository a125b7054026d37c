package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.embedded.EmbeddedPostgres;
import dev.kizaki.engine.embedded.EmbeddedServer;
import dev.kizaki.engine.testing.TestBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The embedded database of a project, accessed without a build.
 *
 * @param project the project's directory
 */
record EmbeddedFolder(Path project) {
  static final int MAJOR = 17;

  /** The folder of all servers; a killed build leaves its temporary folders here. */
  Path all() {
    return project.resolve(".kizaki/postgres");
  }

  private Path home() {
    return all().resolve(String.valueOf(MAJOR));
  }

  /** Connects to the server if it runs and accepts connections; does not start it. */
  Optional<Connection> connectIfRunning() throws IOException {
    try {
      return Optional.of(connect("postgres"));
    } catch (NoSuchFileException | SQLException e) {
      return Optional.empty();
    }
  }

  /** Connects to a database of the running server as its superuser. */
  Connection connect(String database) throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:"
            + Files.readString(home().resolve("port")).strip()
            + "/"
            + database,
        "kizaki",
        Files.readString(home().resolve("password")).strip());
  }

  /** Starts the server, or uses the one that runs. */
  EmbeddedServer start() {
    return new EmbeddedPostgres(project, TestBinaries.version(MAJOR), TestBinaries.cache()).start();
  }

  /** The content of the stopped database. */
  List<String> text() throws Exception {
    try (EmbeddedServer server = start();
        Connection connection = connect("postgres")) {
      assertThat(server.jdbcUrl()).isNotBlank();
      return DatabaseText.of(connection);
    }
  }

  /**
   * Asserts that no server runs, no user is registered, no valid lock exists, and nothing
   * unfinished remains of a killed build.
   */
  void assertAtRest() throws IOException {
    assertThat(names(all())).containsExactlyInAnyOrder("17", "17.lock");
    assertThat(home().resolve("data/postmaster.pid")).doesNotExist();
    assertThat(names(home().resolve("users"))).isEmpty();
    assertThat(Files.readString(project.resolve(".kizaki/.gitignore"))).isEqualTo("*\n");
    assertThat(processes()).isEmpty();
  }

  /** The running processes that were started for this folder. */
  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(home().toString()))
        .toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.map(child -> child.getFileName().toString()).toList();
    }
  }
}
