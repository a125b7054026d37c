package dev.kizaki.engine.embedded;

import static dev.kizaki.engine.embedded.EmbeddedProject.assertAnswers;
import static dev.kizaki.engine.embedded.EmbeddedProject.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestBinaries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Creating, starting, stopping and deleting a server in one process, and damaged files. */
@FullRun
final class EmbeddedPostgresTest {
  @TempDir Path temporary;

  private EmbeddedProject project;
  private EmbeddedPostgres postgres;

  @BeforeEach
  void createProject() throws IOException {
    project = EmbeddedProject.in(temporary.resolve("a project, äöü"));
    postgres = project.postgres();
  }

  @Test
  void lookingCreatesNothing() throws IOException {
    assertThat(postgres.exists()).isFalse();
    postgres.delete();
    try (Stream<Path> files = Files.list(project.folder())) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void keepsItsContentUrlAndPasswordFromStartToStart() throws Exception {
    String url;
    String password;
    try (EmbeddedServer server = postgres.start()) {
      url = server.jdbcUrl();
      password = server.password();
      execute(server, "CREATE TABLE kept (id int)");
      assertThat(server.toString()).doesNotContain(password);
    }
    assertThat(project.isStopped()).isTrue();
    assertThat(postgres.exists()).isTrue();

    try (EmbeddedServer server = postgres.start()) {
      assertThat(server.jdbcUrl()).isEqualTo(url);
      assertThat(server.password()).isEqualTo(password).hasSize(32);
      execute(server, "INSERT INTO kept VALUES (1)");
      assertThatThrownBy(() -> DriverManager.getConnection(url, server.username(), "wrong"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }
    assertThat(project.isStopped()).isTrue();

    postgres.delete();
    assertThat(postgres.exists()).isFalse();
    assertThat(project.besideHome()).containsExactly("17.lock");
  }

  @Test
  void isOutOfReachForOthersAndForGit() throws IOException {
    try (EmbeddedServer server = postgres.start()) {
      assertThat(server.username()).isEqualTo("kizaki");
      assertThat(mode(project.home().folder())).isEqualTo("rwx------");
      assertThat(mode(project.home().passwordFile())).isEqualTo("rw-------");
      assertThat(project.folder().resolve(".kizaki/.gitignore")).hasContent("*");
      assertThat(server.port()).isBetween(20_000, 31_999);
    }
  }

  @Test
  void isStoppedByItsLastUserOnly() throws Exception {
    EmbeddedServer first = postgres.start();
    long process = project.postmaster().processId();
    EmbeddedServer second = postgres.start();
    assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());
    assertThat(project.postmaster().processId()).isEqualTo(process);

    first.close();
    first.close();
    assertAnswers(second);
    assertThatThrownBy(postgres::delete)
        .isInstanceOf(ServerInUseException.class)
        .hasMessage(
            "The embedded database in "
                + postgres.home()
                + " is in use by process "
                + ProcessHandle.current().pid()
                + "; end that process, then run again.");
    assertAnswers(second);

    second.close();
    assertThat(project.isStopped()).isTrue();
  }

  @Test
  void manyThreadsStartOneServer() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Future<EmbeddedServer>> starts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      starts.add(threads.submit(postgres::start));
    }
    List<String> urls = new ArrayList<>();
    for (Future<EmbeddedServer> start : starts) {
      urls.add(start.get().jdbcUrl());
    }
    assertThat(urls).hasSize(6).containsOnly(urls.get(0));
    List<Future<?>> ends = new ArrayList<>();
    for (Future<EmbeddedServer> start : starts) {
      EmbeddedServer server = start.get();
      assertAnswers(server);
      ends.add(threads.submit(server::close));
    }
    for (Future<?> end : ends) {
      end.get();
    }
    threads.shutdown();
    assertThat(project.isStopped()).isTrue();
  }

  @Test
  void anInterruptedThreadStillLeaves() throws Exception {
    EmbeddedServer server = postgres.start();
    Thread.currentThread().interrupt();
    server.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(project.isStopped()).isTrue();
  }

  @Test
  void refusesAnotherMajorsData() throws IOException {
    postgres.start().close();
    EmbeddedPostgres newer =
        new EmbeddedPostgres(project.folder(), TestBinaries.version(18), TestBinaries.cache());
    Files.move(postgres.home(), newer.home());

    assertThatThrownBy(newer::start)
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessage(
            "The embedded database in "
                + newer.home()
                + " was created by PostgreSQL 17 and cannot be run by 18.0.0. To keep it, move it to "
                + postgres.home()
                + " and set postgresVersion to 17; otherwise start again from the history with"
                + " `mvn kizaki:reset -Dkizaki.fresh`.");
    newer.delete();
    assertThat(newer.exists()).isFalse();
  }

  @Test
  void refusesAnIncompleteFolderAndLetsItBeReset() throws IOException {
    Files.createDirectories(project.home().data());

    assertThatThrownBy(postgres::start)
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessage(
            "The embedded database in "
                + postgres.home()
                + " is not complete: there is no "
                + Path.of("data", "PG_VERSION")
                + " in it. Start again from the history with `mvn"
                + " kizaki:reset -Dkizaki.fresh`.");
    postgres.delete();
    try (EmbeddedServer server = postgres.start()) {
      assertThat(server.jdbcUrl()).startsWith("jdbc:postgresql://127.0.0.1:");
    }
  }

  @Test
  void removesWhatAKilledInitialisationOrDeletionLeft() throws Exception {
    Path unfinished = Files.createDirectories(postgres.home().resolveSibling("17.new-1/data"));
    Files.writeString(unfinished.resolve("PG_VERSION"), "17");
    Files.createDirectories(postgres.home().resolveSibling("17.old-2/data/base"));
    Path ignored = Files.createFile(project.folder().resolve(".kizaki/.gitignore"));
    assertThat(postgres.exists()).isFalse();

    try (EmbeddedServer server = postgres.start()) {
      assertAnswers(server);
      assertThat(project.besideHome()).containsExactly("17", "17.lock");
      assertThat(ignored).hasContent("*");
    }
  }

  /** Like the initdb of a killed build, it continues until its folder is deleted. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void removesWhatAChildOfAKilledBuildStillWrites() throws Exception {
    Path unfinished = Files.createDirectories(postgres.home().resolveSibling("17.new-1/data"));
    Process child =
        new ProcessBuilder(
                "sh", "-c", "i=0; while : > \"$0/$i\"; do i=$((i+1)); done", unfinished.toString())
            .redirectErrorStream(true)
            .start();
    try (EmbeddedServer server = postgres.start()) {
      assertAnswers(server);
      assertThat(project.besideHome()).containsExactly("17", "17.lock");
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void aTakenPortIsAnErrorThatSaysTheWayOut() throws Exception {
    postgres.start().close();
    int port = project.home().port().orElseThrow();
    try (ServerSocket stranger =
        new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      assertThatThrownBy(postgres::start)
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessage(
              "Port "
                  + port
                  + " of the embedded database is in use by another program. End that program, or"
                  + " delete "
                  + project.home().portFile()
                  + " to get another port and with it another JDBC URL.");

      Files.delete(project.home().portFile());
      try (EmbeddedServer server = postgres.start()) {
        assertAnswers(server);
        assertThat(server.port()).isNotEqualTo(stranger.getLocalPort());
        assertThat(project.home().port()).hasValue(server.port());
      }
    }
  }

  @Test
  void aServerThatDoesNotComeUpShowsTheEndOfItsLog() throws IOException {
    postgres.start().close();
    Files.writeString(project.home().data().resolve("postgresql.conf"), "shared_buffers = many\n");

    assertThatThrownBy(postgres::start)
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageStartingWith(
            "PostgreSQL 17.6.0 in "
                + postgres.home()
                + " did not start: pg_ctl ended with 1. The end of its log, "
                + project.home().log()
                + ":\n")
        .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"many\"")
        .hasMessageEndingWith(
            "\nCorrect the cause; if the database itself is damaged, start again from the history"
                + " with `mvn"
                + " kizaki:reset -Dkizaki.fresh`.");
  }

  @Test
  void aLostPasswordLeavesNoServerBehind() throws IOException {
    postgres.start().close();
    Files.writeString(project.home().passwordFile(), "other\n");

    assertThatThrownBy(postgres::start)
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining(
            "the login failed: FATAL: password authentication failed for user \"kizaki\"")
        .hasMessageNotContaining("other");
    assertThat(project.isStopped()).isTrue();

    Files.delete(project.home().passwordFile());
    assertThatThrownBy(postgres::start)
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessage(
            "The embedded database has lost its password: there is no "
                + project.home().passwordFile()
                + ". Start again from the history with `mvn"
                + " kizaki:reset -Dkizaki.fresh`.");
    assertThat(project.isStopped()).isTrue();
  }

  @Test
  void refusesAPathThatAShellWouldReadDifferently() throws IOException {
    EmbeddedProject odd = EmbeddedProject.in(temporary.resolve("costs $HOME"));
    assertThatThrownBy(odd.postgres()::start)
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageStartingWith("The embedded database cannot be kept in " + odd.folder());
    assertThat(odd.folder().resolve(".kizaki")).doesNotExist();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
