package dev.kizaki.engine.embedded;

import static dev.kizaki.engine.embedded.EmbeddedProject.assertAnswers;
import static dev.kizaki.engine.embedded.EmbeddedProject.execute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed postmaster, and a postmaster.pid with the process id of another program. */
@FullRun
final class KilledServerTest {
  @TempDir Path temporary;

  private EmbeddedProject project;
  private EmbeddedPostgres postgres;

  @BeforeEach
  void createProject() throws IOException {
    project = EmbeddedProject.in(temporary.resolve("project"));
    postgres = project.postgres();
  }

  @Test
  void aKilledPostmasterIsStartedAgainForItsUsersToo() throws Exception {
    try (EmbeddedServer before = postgres.start()) {
      execute(before, "CREATE TABLE kept (id int)");
      long killed = project.postmaster().processId();
      project.process().destroyForcibly();

      try (EmbeddedServer after = postgres.start()) {
        assertThat(project.postmaster().processId()).isNotEqualTo(killed);
        assertThat(after.jdbcUrl()).isEqualTo(before.jdbcUrl());
        execute(after, "INSERT INTO kept VALUES (1)");
      }
      assertAnswers(before);
    }
    assertThat(project.isStopped()).isTrue();
  }

  @Test
  void closingAfterAKillIsNoError() throws Exception {
    EmbeddedServer server = postgres.start();
    ProcessHandle process = project.process();
    process.destroyForcibly();
    server.close();
    try (EmbeddedServer again = postgres.start()) {
      assertAnswers(again);
    }
  }

  @Test
  void anUnrelatedProcessOfTheSameIdIsLeftAlone() throws Exception {
    postgres.start().close();
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      writePostmasterFile(stranger.pid());
      try (EmbeddedServer server = postgres.start()) {
        assertAnswers(server);
        assertThat(project.postmaster().processId()).isNotEqualTo(stranger.pid());
      }
      assertThat(project.isStopped()).isTrue();

      writePostmasterFile(stranger.pid());
      postgres.delete();
      assertThat(postgres.exists()).isFalse();
      assertThat(stranger.waitFor(100, TimeUnit.MILLISECONDS)).isFalse();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void anotherProjectsServerOfTheSameIdIsNeitherJoinedNorStopped() throws Exception {
    postgres.start().close();
    EmbeddedProject other = EmbeddedProject.in(temporary.resolve("other"));
    try (EmbeddedServer stranger = other.postgres().start()) {
      writePostmasterFile(other.postmaster().processId());
      try (EmbeddedServer server = postgres.start()) {
        assertThat(server.jdbcUrl()).isNotEqualTo(stranger.jdbcUrl());
        assertAnswers(server);
      }
      assertAnswers(stranger);
    }
  }

  private void writePostmasterFile(long process) throws IOException {
    Files.writeString(
        project.home().data().resolve("postmaster.pid"),
        process
            + "\n"
            + project.home().data()
            + "\n"
            + System.currentTimeMillis() / 1000
            + "\n"
            + project.home().port().orElseThrow()
            + "\n\n127.0.0.1\n  2154665         4\nready   \n");
  }
}
