package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseLocation.Embedded;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.ResetRequest;
import dev.kizaki.maven.parameters.SecretConfigurator;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Builds a new embedded database of the module from the history, and runs the seeds. Use it after a
 * change of branch, when the database has another history. The database that was there is parked:
 * {@code apply} and {@code dev} take it back when the migrations directory has its history again.
 * Five parked databases are kept. It works only on the embedded database.
 */
@Mojo(name = "reset", threadSafe = true, configurator = SecretConfigurator.NAME)
public final class ResetMojo extends AbstractDatabaseMojo {
  /**
   * Whether to delete the embedded database and all parked ones instead of parking it, also if the
   * server is damaged and does not start. The address and the password stay the same. Default:
   * {@code false}. Example: {@code -Dkizaki.fresh}.
   */
  @Parameter(property = "kizaki.fresh", defaultValue = "false")
  private boolean fresh;

  @Inject
  ResetMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void checkLocation(DatabaseLocation location, String parameters) {
    if (!(location instanceof Embedded)) {
      throw new Refusal(
          RefusalCode.ONLY_EMBEDDED,
          "kizaki:reset replaces a database, so it works only on the embedded one, but %s is set; leave it out."
              .formatted(parameters));
    }
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    kizaki.reset(new ResetRequest(project, database, fresh));
  }
}
