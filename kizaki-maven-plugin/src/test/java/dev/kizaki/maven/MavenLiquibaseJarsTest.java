package dev.kizaki.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.LiquibaseJars;
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
class MavenLiquibaseJarsTest {
  @Inject private RepositorySystem system;
  @TempDir private Path repository;

  @Test
  void theVersionIsTheOneThatTheBuildKnows() throws IOException {
    assertThat(Files.readString(Path.of("..", "pom.xml")))
        .contains("<dep.liquibase.version>" + LiquibaseJars.VERSION + "</dep.liquibase.version>");
  }

  @Test
  void itComesWithWhatItNeedsAtRunTime() throws IOException {
    Path needed = artifact("org.example", "needed", "1", "");
    artifact("org.example", "tested", "1", "");
    artifact("org.example", "optional", "1", "");
    Path core =
        artifact(
            "org.liquibase",
            "liquibase-core",
            LiquibaseJars.VERSION,
            dependency("needed", "")
                + dependency("tested", "<scope>test</scope>")
                + dependency("optional", "<optional>true</optional>"));
    assertThat(jars().fetch()).containsExactly(core, needed);
  }

  @Test
  void unresolvedArtifactIsAnEnvironmentFailure() throws IOException {
    MavenLiquibaseJars jars = jars();
    assertThatThrownBy(jars::fetch)
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessageStartingWith(
            "Liquibase, which writes the changelogs, could not be resolved:"
                + " org.liquibase:liquibase-core:4.33.0. ")
        .hasMessageEndingWith(". Run once without -o.");

    // A build without -o leaves the artifact in the local repository.
    Path core = artifact("org.liquibase", "liquibase-core", LiquibaseJars.VERSION, "");
    assertThat(jars().fetch()).containsExactly(core);
  }

  private static String dependency(String name, String more) {
    return "<dependency><groupId>org.example</groupId><artifactId>%s</artifactId><version>1</version>%s</dependency>"
        .formatted(name, more);
  }

  private Path artifact(String group, String name, String version, String dependencies)
      throws IOException {
    Path directory =
        Files.createDirectories(
            repository.resolve(group.replace('.', '/')).resolve(name).resolve(version));
    Files.writeString(
        directory.resolve(name + "-" + version + ".pom"),
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>%s</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
          <dependencies>%s</dependencies>
        </project>
        """
            .formatted(group, name, version, dependencies));
    return Files.writeString(directory.resolve(name + "-" + version + ".jar"), "classes");
  }

  private MavenLiquibaseJars jars() {
    DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    session.setLocalRepositoryManager(
        system.newLocalRepositoryManager(session, new LocalRepository(repository.toFile())));
    session.setOffline(true);
    return new MavenLiquibaseJars(new MavenJars(system, session, List.of()));
  }
}
