package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseLocation.Embedded;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.maven.parameters.SecretConfigurator;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Moves a database along the committed history: each pending migration in a transaction of its own,
 * the first failure undone and reported. From a phase of the build it needs a database that the
 * parameters name, so that a misconfigured deployment cannot report success on the embedded one.
 */
@Mojo(
    name = "apply",
    defaultPhase = LifecyclePhase.DEPLOY,
    threadSafe = true,
    configurator = SecretConfigurator.NAME)
public final class ApplyMojo extends AbstractDatabaseMojo {
  static final String NO_DATABASE =
      "kizaki:apply runs from a phase of the build, but no database is configured; set url with"
          + " serverId (or username and password), or connectionString. The embedded database is"
          + " used only when you run `mvn kizaki:apply` yourself.";

  /**
   * The last migration to apply, by its name. Default: none, all are applied. Example: {@code
   * -Dkizaki.target=0007_add_status}.
   */
  @Parameter(property = "kizaki.target")
  private String target;

  /**
   * Whether to apply although the database is not what its migrations made: somebody changed it by
   * hand, or another tool did. Default: {@code false}, it is refused before the first statement.
   * Example: {@code -Dkizaki.allowDrift}.
   */
  @Parameter(property = "kizaki.allowDrift", defaultValue = "false")
  private boolean allowDrift;

  @Inject
  ApplyMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void checkLocation(DatabaseLocation location, String parameters) {
    if (location instanceof Embedded && fromLifecyclePhase()) {
      throw new Refusal(NO_DATABASE);
    }
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    kizaki.apply(new ApplyRequest(project, database, Optional.ofNullable(target), allowDrift));
  }
}
