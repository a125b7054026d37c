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
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Deletes the module's embedded database and applies the history again. Use it after a change of
 * branch, when the database is ahead of the history. It works only on the embedded database.
 */
@Mojo(name = "reset", threadSafe = true, configurator = SecretConfigurator.NAME)
public final class ResetMojo extends AbstractDatabaseMojo {
  @Inject
  ResetMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void checkLocation(DatabaseLocation location, String parameters) {
    if (!(location instanceof Embedded)) {
      throw new Refusal(
          "kizaki:reset deletes a database, so it works only on the embedded one, but %s is set; leave it out."
              .formatted(parameters));
    }
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    kizaki.reset(new ApplyRequest(project, database, Optional.empty()));
  }
}
