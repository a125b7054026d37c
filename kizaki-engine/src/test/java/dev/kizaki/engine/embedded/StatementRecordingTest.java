package dev.kizaki.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that has to record the statements of its clients. */
@Timeout(600)
@FullRun
final class StatementRecordingTest {
  @TempDir Path temporary;

  private EmbeddedProject project;

  @BeforeEach
  void createProject() throws IOException {
    project = EmbeddedProject.in(temporary.resolve("project"));
  }

  /** Nobody else uses the server of a killed build, so it can be restarted. */
  @Test
  void theServerOfAKilledBuildIsRestarted() throws Exception {
    try (OtherBuild other = OtherBuild.launch(project.folder(), EmbeddedProject.MAJOR)) {
      String url = other.nextLine();
      long left = project.postmaster().processId();
      other.kill();
      try (EmbeddedServer here =
          project.postgres().startFor(ServerUse.RECORDED_TESTS, Optional.empty())) {
        assertThat(here.jdbcUrl()).isEqualTo(url);
        assertThat(project.postmaster().processId()).isNotEqualTo(left);
        assertThat(StatementRecording.isOn(here.port(), here.password())).isTrue();
      }
    }
    assertThat(project.isStopped()).isTrue();
  }

  @Test
  void programsWithoutTheLibraryAreRefused() throws IOException {
    Path cache = temporary.resolve("cache");
    Path unpacked =
        Files.createDirectories(
            cache.resolve(TestBinaries.version(17) + "-" + ServerPlatform.current()));
    EmbeddedPostgres without =
        new EmbeddedPostgres(
            project.folder(),
            TestBinaries.version(17),
            new BinaryCache(cache, ServerPlatform.current(), TestBinaries.archives()));
    assertThatThrownBy(() -> without.startFor(ServerUse.RECORDED_TESTS, Optional.empty()))
        .isInstanceOfSatisfying(
            EmbeddedServerException.class,
            e -> assertThat(e.code()).isEqualTo(RefusalCode.STATEMENTS_NOT_RECORDED))
        .hasMessage(
            "PostgreSQL 17.6.0 in %s comes without the extension pg_stat_statements, which records"
                    .formatted(unpacked.toRealPath())
                + " the statements of the tests. Set postgresVersion to another version, or leave"
                + " collectStatements out.");
    assertThat(without.exists()).isFalse();
  }
}
