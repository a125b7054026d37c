package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.BundleRequest;
import dev.kizaki.engine.api.BundleRequest.Executable;
import dev.kizaki.engine.api.BundleRequest.Resources;
import dev.kizaki.engine.api.Project;
import dev.kizaki.maven.parameters.OutputTimestamp;
import java.io.File;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * Writes one jar that applies this history without Maven and without the sources: {@code java -jar
 * target/tasks-migrations.jar apply}. It contains the migrations, kizaki and the JDBC driver, and
 * runs on Java 17 or newer. The goal refuses what {@code apply} would refuse for any database: a
 * history that is not proven, or a plan with an open question.
 *
 * <p>The same inputs give the same bytes. The time of the entries is {@code
 * project.build.outputTimestamp}, or a fixed one. Needs no database.
 *
 * <p>With {@code resourcesDirectory} the goal writes the history alone, for an application that
 * applies it when it starts.
 */
@Mojo(name = "bundle", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public final class BundleMojo extends AbstractArtifactMojo {
  /**
   * The jar to write. Default: {@code target/<artifactId>-migrations.jar} of the module. Example:
   * {@code -Dkizaki.bundleFile=target/migrations.jar}.
   */
  @Parameter(
      property = "kizaki.bundleFile",
      defaultValue = "${project.build.directory}/${project.artifactId}-migrations.jar")
  private File bundleFile;

  /**
   * A directory of classes or resources, into which the goal writes the history instead of a jar:
   * the files of {@code META-INF/kizaki}, which {@code PackedHistory.onClassPath} reads. Bind the
   * goal to the phase {@code process-resources} then. Default: none, which means that a jar is
   * written. Example: {@code -Dkizaki.resourcesDirectory=target/classes}.
   */
  @Parameter(property = "kizaki.resourcesDirectory")
  private File resourcesDirectory;

  @Parameter(defaultValue = "${project.build.outputTimestamp}", readonly = true)
  private String outputTimestamp;

  @Inject
  BundleMojo(RepositorySystem repositorySystem) {
    super(repositorySystem);
  }

  @Override
  void run(Kizaki kizaki, Project project) {
    kizaki.bundle(new BundleRequest(project, output()));
  }

  private BundleRequest.Output output() {
    if (resourcesDirectory != null) {
      return new Resources(resourcesDirectory.toPath());
    }
    return new Executable(
        bundleFile.toPath(),
        OutputTimestamp.read(outputTimestamp),
        new MavenBundleJars(
            mojoExecution().getMojoDescriptor().getPluginDescriptor().getVersion(), jars()));
  }
}
