package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseLocation.Embedded;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.StartRequest;
import dev.kizaki.engine.api.StartedDatabase;
import dev.kizaki.maven.parameters.SecretConfigurator;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Gives this module's tests a PostgreSQL at the end of the committed history: a fresh database
 * {@code kizaki_test} on the module's embedded server, with nothing of the one you work with. Sets
 * the project properties {@code kizaki.jdbc.url}, {@code kizaki.jdbc.username} and {@code
 * kizaki.jdbc.password}, for other plugins to pass on. It is there until {@code kizaki:stop}, or
 * the end of the build.
 */
@Mojo(
    name = "start",
    defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST,
    threadSafe = true,
    configurator = SecretConfigurator.NAME)
public final class StartMojo extends AbstractDatabaseMojo {
  private static final String URL = "kizaki.jdbc.url";
  private static final String USERNAME = "kizaki.jdbc.username";
  private static final String PASSWORD = "kizaki.jdbc.password";

  @Inject
  StartMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void checkLocation(DatabaseLocation location, String parameters) {
    if (!(location instanceof Embedded)) {
      throw new Refusal(
          "kizaki:start deletes and makes a database for tests, so it works on the embedded server only, but %s is set; leave it out, or set it in the executions of the goals it is meant for."
              .formatted(parameters));
    }
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    RunningDatabase.take(getPluginContext()).ifPresent(StartedDatabase::close);
    StartedDatabase started = kizaki.start(new StartRequest(project, database));
    RunningDatabase.keep(getPluginContext(), started);
    Properties properties = mavenProject().getProperties();
    properties.setProperty(URL, started.jdbcUrl());
    properties.setProperty(USERNAME, started.username());
    properties.setProperty(PASSWORD, started.password().reveal());
  }
}
