package dev.kizaki.maven;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.LiquibaseJars;
import dev.kizaki.engine.api.RefusalCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Fetches Liquibase and its dependencies.
 *
 * @param jars fetches artifacts
 */
record MavenLiquibaseJars(MavenJars jars) implements LiquibaseJars {
  private static final String ARTIFACT = "org.liquibase:liquibase-core:" + VERSION;

  MavenLiquibaseJars {
    Objects.requireNonNull(jars, "jars");
  }

  @Override
  public List<Path> fetch() {
    try {
      return jars.fetch(ARTIFACT).stream().map(artifact -> artifact.getFile().toPath()).toList();
    } catch (DependencyResolutionException e) {
      throw new EnvironmentFailure(
          RefusalCode.LIQUIBASE_NOT_AVAILABLE,
          "Liquibase, which writes the changelogs, could not be resolved: %s. %s. %s"
              .formatted(ARTIFACT, e.getMessage(), jars.remedy()),
          e);
    }
  }
}
