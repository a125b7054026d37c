package dev.kizaki.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.BundleJars;
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
class MavenBundleJarsTest {
  @Inject private RepositorySystem system;
  @TempDir private Path repository;

  @Test
  void theCommandLineComesWithWhatItNeeds() throws IOException {
    Path driver = artifact("org.example", "driver", "1", "");
    Path commandLine =
        artifact("dev.kizaki", "kizaki-command-line", "1.2", dependency("driver", ""));
    assertThat(jars().fetch())
        .containsExactly(
            new BundleJars.Jar("kizaki-command-line-1.2", commandLine),
            new BundleJars.Jar("driver-1", driver));
  }

  @Test
  void unresolvedArtifactIsAnEnvironmentFailure() throws IOException {
    MavenBundleJars jars = jars();
    assertThatThrownBy(jars::fetch)
        .isInstanceOf(EnvironmentFailure.class)
        .hasMessageStartingWith(
            "The command line, which a bundle contains, could not be resolved:"
                + " dev.kizaki:kizaki-command-line:1.2. ")
        .hasMessageEndingWith(". Run once without -o.");

    // A build without -o leaves the artifact in the local repository.
    artifact("dev.kizaki", "kizaki-command-line", "1.2", "");
    assertThat(jars().fetch()).hasSize(1);
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

  private MavenBundleJars jars() {
    DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    session.setLocalRepositoryManager(
        system.newLocalRepositoryManager(session, new LocalRepository(repository.toFile())));
    session.setOffline(true);
    return new MavenBundleJars("1.2", new MavenJars(system, session, List.of()));
  }
}
