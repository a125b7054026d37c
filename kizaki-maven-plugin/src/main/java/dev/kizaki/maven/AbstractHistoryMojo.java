package dev.kizaki.maven;

import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/** What the goals have that see to it that the history has Liquibase changelogs. */
abstract class AbstractHistoryMojo extends AbstractDatabaseMojo {
  /**
   * Set to {@code true} to have a Liquibase {@code changelog.xml} beside each plan and a {@code
   * changelog-master.xml} that includes them: {@code plan} writes them, {@code status} reports what
   * is missing or outdated. A project that has a {@code changelog-master.xml} has them without
   * this. Liquibase itself is fetched only when one is to be written. Default: {@code false}.
   * Example: {@code -Dkizaki.liquibase}.
   */
  @Parameter(property = "kizaki.liquibase", defaultValue = "false")
  private boolean liquibase;

  AbstractHistoryMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  final boolean liquibase() {
    return liquibase;
  }
}
