package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseLocation.Embedded;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.maven.parameters.SecretConfigurator;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Prepares the local database for development: applies pending migrations, compares the schema with
 * the history, and prints the JDBC URL if everything agrees. If the embedded database has the
 * history of another branch, the goal takes back the database that {@code reset} parked for this
 * one. In a new embedded database it runs the seeds, {@code <schemaDirectory>/seed/*.sql}. It fails
 * if the schema is ahead of the history. With {@code -Dkizaki.watch} it keeps running, keeps the
 * embedded database running and reports after each save. It refuses a database on another machine.
 */
@Mojo(name = "dev", threadSafe = true, configurator = SecretConfigurator.NAME)
public final class DevMojo extends AbstractDatabaseMojo {
  static final String NO_DATABASE =
      """
      kizaki:dev runs from a phase of the build, but no database is configured; set url with \
      serverId (or username and password), or connectionString. The embedded database is used only \
      when you run `mvn kizaki:dev` yourself; for the tests of a build, use kizaki:start.\
      """;

  static final String WATCHING_BUILD =
      """
      kizaki:dev runs from a phase of the build and watch is set, so the build would never end; \
      run `mvn kizaki:dev -Dkizaki.watch` by itself.\
      """;

  /**
   * Whether to keep running until Ctrl-C. The embedded database keeps running, and each change of
   * the schema or the history is checked within a second. {@code plan} and {@code apply} in another
   * terminal use the same server. A migration that they add is reported, but only {@code apply}
   * applies it. Default: {@code false}. Example: {@code -Dkizaki.watch}.
   */
  @Parameter(property = "kizaki.watch", defaultValue = "false")
  private boolean watch;

  /**
   * Whether to accept a database on another machine. Set it only if you are the only user of that
   * database. Default: {@code false}. Example: {@code -Dkizaki.allowRemote}.
   */
  @Parameter(property = "kizaki.allowRemote", defaultValue = "false")
  private boolean allowRemote;

  @Inject
  DevMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void checkLocation(DatabaseLocation location, String parameters) {
    if (watch && fromLifecyclePhase()) {
      throw new Refusal(RefusalCode.WATCH_IN_BUILD, WATCHING_BUILD);
    }
    if (location instanceof Embedded && fromLifecyclePhase()) {
      throw new Refusal(RefusalCode.DATABASE_NOT_CONFIGURED, NO_DATABASE);
    }
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    DevRequest request = new DevRequest(project, database, allowRemote);
    if (watch) {
      ShutdownWait.run(stop -> kizaki.watch(request, stop));
    } else {
      kizaki.dev(request);
    }
  }
}
