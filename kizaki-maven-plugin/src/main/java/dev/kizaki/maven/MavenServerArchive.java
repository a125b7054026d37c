package dev.kizaki.maven;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.ServerArchive;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/**
 * Fetches a server's programs as a Maven artifact, from where the build's plugins come from. What
 * the settings say about mirrors, proxies and credentials holds here too.
 *
 * @param repositories where to look, in order
 */
record MavenServerArchive(
    RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories)
    implements ServerArchive {
  private static final String GROUP = "io.zonky.test.postgres";

  MavenServerArchive {
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(session, "session");
    repositories = List.copyOf(repositories);
  }

  @Override
  public Path fetch(String artifactId, String version) {
    Artifact wanted = new DefaultArtifact(GROUP, artifactId, "jar", version);
    try {
      return system
          .resolveArtifact(session, new ArtifactRequest(wanted, repositories, null))
          .getArtifact()
          .getFile()
          .toPath();
    } catch (ArtifactResolutionException e) {
      throw new EnvironmentFailure(
          "The programs of PostgreSQL %s cannot be had. %s. %s"
              .formatted(
                  version,
                  e.getMessage(),
                  session.isOffline()
                      ? "Run once without -o, or set url to use a server of your own."
                      : "Check the network and the repositories in settings.xml, or set url to use"
                          + " a server of your own."),
          e);
    }
  }
}
