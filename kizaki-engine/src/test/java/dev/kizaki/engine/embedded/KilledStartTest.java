package dev.kizaki.engine.embedded;

import static dev.kizaki.engine.embedded.EmbeddedProject.execute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.inspire.testing.RandomSeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of a process at a random moment while it starts a server. Its children, initdb or
 * a starting server, continue during the next start.
 */
@Timeout(600)
@FullRun
final class KilledStartTest {
  private static final int FIRST_STARTS = 12;
  private static final int LATER_STARTS = 28;

  /** How long a process without work may run on. */
  private static final Duration LAST_EXIT = Duration.ofSeconds(20);

  @TempDir Path temporary;

  private final Random random = RandomSeed.random();

  @Test
  void theFirstStartMayBeKilledAnywhere(TestReporter reporter) throws Exception {
    long length = length(temporary.resolve("measured"));
    int orphans = 0;
    for (int kill = 0; kill < FIRST_STARTS; kill++) {
      EmbeddedProject project = EmbeddedProject.in(temporary.resolve("first" + kill));
      killAfter(random.nextLong(length), project);
      orphans += orphan(project);
      try (EmbeddedServer server = project.postgres().start()) {
        execute(server, "CREATE TABLE kept (id int primary key)");
      }
      assertAtRest(project);
      project.postgres().delete();
    }
    publish(reporter, "first start of an embedded server", FIRST_STARTS, orphans);
  }

  @Test
  void anyLaterStartToo(TestReporter reporter) throws Exception {
    EmbeddedProject project = EmbeddedProject.in(temporary.resolve("later"));
    try (EmbeddedServer server = project.postgres().start()) {
      execute(server, "CREATE TABLE kept (id int primary key)");
    }
    long length = length(project.folder());
    int orphans = 0;
    List<String> rows = new ArrayList<>();
    for (int kill = 0; kill < LATER_STARTS; kill++) {
      killAfter(random.nextLong(length), project);
      orphans += orphan(project);
      try (EmbeddedServer server = project.postgres().start()) {
        execute(server, "INSERT INTO kept VALUES (" + kill + ")");
        rows.add(String.valueOf(kill));
        assertThat(rows(server)).isEqualTo(rows);
      }
      assertAtRest(project);
    }
    publish(reporter, "later start of an embedded server", LATER_STARTS, orphans);
  }

  /** How many milliseconds another process needs until it uses the server. */
  private static long length(Path folder) throws Exception {
    long begin = System.nanoTime();
    try (OtherBuild other =
        OtherBuild.launch(EmbeddedProject.in(folder).folder(), EmbeddedProject.MAJOR)) {
      assertThat(other.nextLine()).startsWith("jdbc:");
      long length = Duration.ofNanos(System.nanoTime() - begin).toMillis();
      other.finish();
      return length;
    }
  }

  private static void killAfter(long milliseconds, EmbeddedProject project) throws Exception {
    try (OtherBuild other = OtherBuild.launch(project.folder(), EmbeddedProject.MAJOR)) {
      Thread.sleep(milliseconds);
      other.kill();
    }
  }

  /** 1 if the killed process has left a running server or initdb, otherwise 0. */
  private static int orphan(EmbeddedProject project) {
    return processes(project).isEmpty() ? 0 : 1;
  }

  /** The command lines of the processes that use the project's folder. */
  private static List<String> processes(EmbeddedProject project) {
    String folder = project.folder().toString();
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(folder))
        .toList();
  }

  private static List<String> rows(EmbeddedServer server) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT id FROM kept ORDER BY id")) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private static void assertAtRest(EmbeddedProject project) throws Exception {
    assertThat(project.isStopped()).isTrue();
    assertThat(project.besideHome()).containsExactly("17", "17.lock");
    assertThat(project.folder().resolve(".kizaki/.gitignore")).hasContent("*");
    try (Stream<Path> users = Files.list(project.home().users().folder())) {
      assertThat(users).isEmpty();
    }
    // What a killed process has started can need a moment to notice that it has no work left.
    long end = System.nanoTime() + LAST_EXIT.toNanos();
    while (orphan(project) != 0 && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertThat(processes(project)).isEmpty();
  }

  private static void publish(TestReporter reporter, String kind, int kills, int orphans) {
    String line =
        "%s: recovered %d / %d kills, %d of them with a child that ran on"
            .formatted(kind, kills, kills, orphans);
    System.out.println(line);
    reporter.publishEntry("kills", line);
  }
}
