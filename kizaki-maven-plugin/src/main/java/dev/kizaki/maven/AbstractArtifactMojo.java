package dev.kizaki.maven;

import java.util.List;
import java.util.Objects;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;

/** The resolution of artifacts for the goals that fetch some. */
abstract class AbstractArtifactMojo extends AbstractKizakiMojo {
  @Parameter(defaultValue = "${repositorySystemSession}", readonly = true)
  private RepositorySystemSession repositorySession;

  @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true)
  private List<RemoteRepository> repositories;

  private final RepositorySystem repositorySystem;

  AbstractArtifactMojo(RepositorySystem repositorySystem) {
    this.repositorySystem = Objects.requireNonNull(repositorySystem, "repositorySystem");
  }

  final MavenServerArchive serverArchive() {
    return new MavenServerArchive(repositorySystem, repositorySession, repositories);
  }

  final MavenLiquibaseJars liquibaseJars() {
    return new MavenLiquibaseJars(jars());
  }

  final MavenJars jars() {
    return new MavenJars(repositorySystem, repositorySession, repositories);
  }
}
