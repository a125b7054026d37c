package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseLocation.Embedded;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.StartRequest;
import dev.kizaki.engine.api.StartedDatabase;
import dev.kizaki.maven.parameters.SecretConfigurator;
import java.io.File;
import java.util.Optional;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Starts a PostgreSQL for this module's tests, with the whole committed history applied: a fresh
 * database {@code kizaki_test} on the module's embedded server. It shares no data with the database
 * for development. Then the seeds run, {@code <schemaDirectory>/seed/*.sql}. The goal sets the
 * project properties {@code kizaki.jdbc.url}, {@code kizaki.jdbc.username} and {@code
 * kizaki.jdbc.password}, which other plugins can pass to the tests. The database can be used until
 * {@code kizaki:stop} or the end of the build.
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

  private static final String ENDS_WITH_BUILD =
      """
      Its server stops with this build; `mvn kizaki:dev -Dkizaki.watch` keeps one running.\
      """;

  /**
   * A file into which {@code kizaki:stop} writes the statements that the tests have sent to the
   * database, for {@code kizaki:check-statements}. A relative path starts at the directory of the
   * module. A file that kizaki has not written is not replaced. Default: none, which means that
   * they are not collected. Example: {@code -Dkizaki.collectStatements=statements.sql}.
   */
  @Parameter(property = "kizaki.collectStatements")
  private File collectStatements;

  @Inject
  StartMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void checkLocation(DatabaseLocation location, String parameters) {
    if (!(location instanceof Embedded)) {
      throw new Refusal(
          RefusalCode.ONLY_EMBEDDED,
          "kizaki:start deletes and creates a database for tests, so it works only on the embedded server, but %s is set; leave it out, or set it only in the executions of the goals that need it."
              .formatted(parameters));
    }
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    RunningDatabase.take(getPluginContext()).ifPresent(StartedDatabase::close);
    StartedDatabase started =
        kizaki.start(
            new StartRequest(
                project, database, Optional.ofNullable(collectStatements).map(File::toPath)));
    RunningDatabase.keep(getPluginContext(), started);
    Properties properties = mavenProject().getProperties();
    properties.setProperty(URL, started.jdbcUrl());
    properties.setProperty(USERNAME, started.username());
    properties.setProperty(PASSWORD, started.password().reveal());
    if (!fromLifecyclePhase()) {
      getLog().info(ENDS_WITH_BUILD);
    }
  }
}
