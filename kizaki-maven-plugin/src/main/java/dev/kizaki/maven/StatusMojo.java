package dev.kizaki.maven;

import dev.kizaki.engine.Database;
import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.Project;
import dev.kizaki.engine.StatusRequest;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Says what is committed, what is applied and where the schema has drifted from the history, and
 * fails the build for what must not be. Only reads; an embedded database that does not exist is
 * reported, not made.
 */
@Mojo(
    name = "status",
    defaultPhase = LifecyclePhase.VERIFY,
    threadSafe = true,
    configurator = SecretConfigurator.NAME)
public final class StatusMojo extends AbstractDatabaseMojo {
  /**
   * What fails the build, words with commas between them: {@code drift} (the schema is ahead of the
   * history), {@code unresolved} (a {@code [RESOLVE]} marker is open), {@code history} (the chain
   * is broken), {@code changelog} (a changelog is missing or outdated), {@code pending} (a
   * committed migration is not applied), {@code database} (the live catalog has drifted), or {@code
   * none} alone. Default: {@code drift,unresolved,history,changelog}. Example: {@code
   * -Dkizaki.failOn=drift,pending}.
   */
  @Parameter(
      property = "kizaki.failOn",
      defaultValue = "drift,unresolved,history,changelog",
      required = true)
  private String failOn;

  @Inject
  StatusMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void run(Kizaki kizaki, Project project, Database database) {
    kizaki.status(new StatusRequest(project, database, FailOnWords.parse(failOn)));
  }
}
