package dev.kizaki.maven;

import java.util.List;
import java.util.Objects;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Fetches a Maven artifact with its dependencies, from the repositories of the build's plugins.
 * What only one goal needs is not a dependency of the plugin, so that other builds do not download
 * it.
 *
 * @param repositories the repositories to search, in order
 */
record MavenJars(
    RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
  private static final String SCOPE = "runtime";

  MavenJars {
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(session, "session");
    repositories = List.copyOf(repositories);
  }

  /**
   * The artifact and what it needs at run time.
   *
   * @param coordinates {@code group:artifact:version}
   */
  List<Artifact> fetch(String coordinates) throws DependencyResolutionException {
    CollectRequest wanted =
        new CollectRequest(
            new Dependency(new DefaultArtifact(coordinates), SCOPE), List.of(), repositories);
    return system
        .resolveDependencies(
            session, new DependencyRequest(wanted, (node, parents) -> isNeeded(node)))
        .getArtifactResults()
        .stream()
        .map(ArtifactResult::getArtifact)
        .toList();
  }

  /** What a person can do about a failure, as a sentence. */
  String remedy() {
    return session.isOffline()
        ? "Run once without -o."
        : "Check the network and the repositories in settings.xml.";
  }

  /** Leaves out optional dependencies and those that only a compiler or a test needs. */
  private static boolean isNeeded(DependencyNode node) {
    Dependency dependency = node.getDependency();
    return dependency == null
        || !dependency.isOptional()
            && List.of("compile", SCOPE, "").contains(dependency.getScope());
  }
}
