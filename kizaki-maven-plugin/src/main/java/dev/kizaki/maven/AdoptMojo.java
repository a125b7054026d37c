package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.AdoptRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.maven.parameters.SecretConfigurator;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Writes a schema and the first migration, {@code 0001_adopt}, for a database that exists. It reads
 * the catalog of one PostgreSQL schema and no rows, changes nothing in the database, and writes
 * nothing if the project has a schema or migrations. Before it writes, it runs the migration on an
 * embedded server of the same major version and compares what it makes with what the database has.
 * It reports the tables that stay unmanaged, with the reason. Where everything that the migration
 * makes is there already, {@code apply} records it without running it.
 */
@Mojo(name = "adopt", threadSafe = true, configurator = SecretConfigurator.NAME)
public final class AdoptMojo extends AbstractDatabaseMojo {
  /**
   * Set to {@code true} to write one schema file for each group of tables that refer to each other,
   * instead of one file for all. Default: {@code false}. Example: {@code -Dkizaki.split}.
   */
  @Parameter(property = "kizaki.split", defaultValue = "false")
  private boolean split;

  @Inject
  AdoptMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  boolean needsFiles() {
    return false;
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    kizaki.adopt(new AdoptRequest(project, database, split, serverArchive()));
  }
}
