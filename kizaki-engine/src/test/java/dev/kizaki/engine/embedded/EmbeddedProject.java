package dev.kizaki.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.TestBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** A project directory with its embedded server, for tests. */
record EmbeddedProject(Path folder, EmbeddedPostgres postgres) {
  static final int MAJOR = 17;

  static EmbeddedProject in(Path folder) throws IOException {
    Path project = Files.createDirectories(folder).toRealPath();
    return new EmbeddedProject(
        project, new EmbeddedPostgres(project, TestBinaries.version(MAJOR), TestBinaries.cache()));
  }

  ServerHome home() {
    return new ServerHome(postgres.home());
  }

  Postmaster postmaster() throws IOException {
    return Postmaster.read(home().data()).orElseThrow();
  }

  ProcessHandle process() throws IOException {
    return ProcessHandle.of(postmaster().processId()).orElseThrow();
  }

  /** A server deletes the file when it stops; a running server has it. */
  boolean isStopped() throws IOException {
    return Postmaster.read(home().data()).isEmpty()
        && LoopbackPorts.isFree(home().port().orElseThrow());
  }

  /** The names in {@code .kizaki/postgres}. */
  List<String> besideHome() throws IOException {
    try (Stream<Path> files = Files.list(postgres.home().getParent())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static void execute(EmbeddedServer server, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static void assertAnswers(EmbeddedServer server) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password())) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }
}
