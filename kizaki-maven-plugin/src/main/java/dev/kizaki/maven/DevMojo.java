package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseLocation.Embedded;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.maven.parameters.SecretConfigurator;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Says whether you may go on working: applies pending migrations to the local database, compares
 * the schema with the history, and prints the JDBC URL to use when all agrees. With {@code
 * -Dkizaki.watch} it stays up, keeps the embedded database running and reports after each save. It
 * refuses a database on another machine.
 */
@Mojo(name = "dev", threadSafe = true, configurator = SecretConfigurator.NAME)
public final class DevMojo extends AbstractDatabaseMojo {
  static final String NO_DATABASE =
      "kizaki:dev runs from a phase of the build, but no database is configured; set url with"
          + " serverId (or username and password), or connectionString. The embedded database is"
          + " used only when you run `mvn kizaki:dev` yourself; kizaki:start gives a build's tests"
          + " one.";

  static final String WATCHING_BUILD =
      "kizaki:dev runs from a phase of the build and watch is set, so that the build would never"
          + " end; run `mvn kizaki:dev -Dkizaki.watch` by itself.";

  /**
   * Whether to stay up until Ctrl-C: the embedded database keeps running, and each change of the
   * schema or the history is checked within a second. {@code plan} and {@code apply} in another
   * terminal use the same server; what they add is reported, and applied by {@code apply} only.
   * Default: {@code false}. Example: {@code -Dkizaki.watch}.
   */
  @Parameter(property = "kizaki.watch", defaultValue = "false")
  private boolean watch;

  /**
   * Whether the database may be on another machine, one that is yours alone. Default: {@code
   * false}. Example: {@code -Dkizaki.allowRemote}.
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
      throw new Refusal(WATCHING_BUILD);
    }
    if (location instanceof Embedded && fromLifecyclePhase()) {
      throw new Refusal(NO_DATABASE);
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
