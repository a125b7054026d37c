package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.AbortRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.maven.parameters.SecretConfigurator;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Takes a migration back that {@code apply} carries out in stages and has not finished. Everything
 * is done in one transaction. What cannot be given back, such as the values of a dropped field, is
 * named before anything is changed, and the goal fails then. If no migration is in progress, the
 * goal does nothing.
 */
@Mojo(name = "abort", threadSafe = true, configurator = SecretConfigurator.NAME)
public final class AbortMojo extends AbstractDeployableMojo {
  /**
   * Whether to delete the rows and values that others have written into the new tables and fields
   * of the migration. Default: {@code false}, which means that the goal fails and counts them if
   * there are any. Example: {@code -Dkizaki.dropData}.
   */
  @Parameter(property = "kizaki.dropData", defaultValue = "false")
  private boolean dropData;

  @Inject
  AbortMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    kizaki.abort(new AbortRequest(project, database, dropData));
  }
}
