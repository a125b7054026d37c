package dev.kizaki.maven;

import dev.kizaki.engine.api.BundleJars;
import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.RefusalCode;
import java.util.List;
import java.util.Objects;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Fetches the command line and its dependencies.
 *
 * @param version the version of this plugin, which is that of the command line
 * @param jars fetches artifacts
 */
record MavenBundleJars(String version, MavenJars jars) implements BundleJars {
  private static final String ARTIFACT = "dev.kizaki:kizaki-command-line:";

  MavenBundleJars {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(jars, "jars");
  }

  @Override
  public List<Jar> fetch() {
    try {
      return jars.fetch(ARTIFACT + version).stream().map(MavenBundleJars::jar).toList();
    } catch (DependencyResolutionException e) {
      throw new EnvironmentFailure(
          RefusalCode.BUNDLE_NOT_AVAILABLE,
          "The command line, which a bundle contains, could not be resolved: %s. %s. %s"
              .formatted(ARTIFACT + version, e.getMessage(), jars.remedy()),
          e);
    }
  }

  private static Jar jar(Artifact artifact) {
    return new Jar(
        artifact.getArtifactId() + "-" + artifact.getVersion(), artifact.getFile().toPath());
  }
}
