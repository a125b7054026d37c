package dev.kizaki.maven;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.LiquibaseJars;
import dev.kizaki.engine.api.RefusalCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Fetches Liquibase and its dependencies as Maven artifacts, from the repositories of the build's
 * plugins. Liquibase is not a dependency of the plugin, so a build that writes no changelog does
 * not download it.
 *
 * @param repositories the repositories to search, in order
 */
record MavenLiquibaseJars(
    RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories)
    implements LiquibaseJars {
  private static final String ARTIFACT = "org.liquibase:liquibase-core:" + VERSION;
  private static final String SCOPE = "runtime";

  MavenLiquibaseJars {
    Objects.requireNonNull(system, "system");
    Objects.requireNonNull(session, "session");
    repositories = List.copyOf(repositories);
  }

  @Override
  public List<Path> fetch() {
    CollectRequest wanted =
        new CollectRequest(
            new Dependency(new DefaultArtifact(ARTIFACT), SCOPE), List.of(), repositories);
    try {
      return system
          .resolveDependencies(
              session, new DependencyRequest(wanted, (node, parents) -> isNeeded(node)))
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .map(artifact -> artifact.getFile().toPath())
          .toList();
    } catch (DependencyResolutionException e) {
      throw new EnvironmentFailure(
          RefusalCode.LIQUIBASE_NOT_AVAILABLE,
          "Liquibase, which writes the changelogs, could not be resolved: %s. %s. %s"
              .formatted(
                  ARTIFACT,
                  e.getMessage(),
                  session.isOffline()
                      ? "Run once without -o."
                      : "Check the network and the repositories in settings.xml."),
          e);
    }
  }

  /** Leaves out optional dependencies and those that only a compiler or a test needs. */
  private static boolean isNeeded(DependencyNode node) {
    Dependency dependency = node.getDependency();
    return dependency == null
        || !dependency.isOptional()
            && List.of("compile", SCOPE, "").contains(dependency.getScope());
  }
}
