package dev.kizaki.maven;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
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
 * Fetches PostgreSQL's programs as a Maven artifact, from the repositories of the build's plugins.
 * Mirrors, proxies and credentials in settings.xml apply.
 *
 * @param repositories the repositories to search, in order
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
          RefusalCode.SERVER_NOT_AVAILABLE,
          "The programs of PostgreSQL %s could not be resolved: %s. %s"
              .formatted(
                  version,
                  e.getMessage(),
                  session.isOffline()
                      ? "Run once without -o, or set url to use your own server."
                      : "Check the network and the repositories in settings.xml, or set url to use"
                          + " your own server."),
          e);
    }
  }
}
