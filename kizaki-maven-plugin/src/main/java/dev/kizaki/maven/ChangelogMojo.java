package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.Project;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * Writes every Liquibase changelog of the committed history that is missing or outdated: a {@code
 * changelog.xml} beside each plan, and {@code changelog-master.xml}, which includes them in order.
 * A changelog that is up to date is not changed. Needs no database.
 */
@Mojo(name = "changelog", threadSafe = true)
public final class ChangelogMojo extends AbstractSchemaMojo {
  /**
   * Set to {@code true} to replace outdated and edited changelogs even if the upstream branch of
   * the Git repository already holds them. Liquibase may have run them somewhere. Default: {@code
   * false}. Example: {@code -Dkizaki.overwrite}.
   */
  @Parameter(property = "kizaki.overwrite", defaultValue = "false")
  private boolean overwrite;

  /**
   * The Liquibase contexts of each change set that this run writes, as a context expression.
   * Default: none, which means that change sets run in every context. Example: {@code
   * -Dkizaki.liquibaseContexts="!test"}.
   */
  @Parameter(property = "kizaki.liquibaseContexts")
  private String liquibaseContexts;

  /**
   * The Liquibase labels of each change set that this run writes, separated by commas. Default:
   * none. Example: {@code -Dkizaki.liquibaseLabels=tasks}.
   */
  @Parameter(property = "kizaki.liquibaseLabels")
  private String liquibaseLabels;

  @Inject
  ChangelogMojo(RepositorySystem repositorySystem) {
    super(repositorySystem);
  }

  @Override
  void run(Kizaki kizaki, Project project) {
    kizaki.changelog(
        new ChangelogRequest(
            project,
            databaseSchema(),
            new ChangelogSettings(
                true, filter(liquibaseContexts), filter(liquibaseLabels), liquibaseJars()),
            overwrite));
  }
}
