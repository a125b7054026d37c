package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.maven.parameters.SecretConfigurator;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * Writes the migration from the latest snapshot to the schema, for review and commit. If the latest
 * migration is not applied yet, the goal rewrites it. If there is nothing to plan, it reports that
 * and opens no database. If you run the goal by its name at a console, it asks the questions that
 * only you can answer, unless Maven runs with {@code -B} or {@code -T}. In a phase of the build it
 * never asks, and it fails if it has written anything, because the new files have not been
 * reviewed.
 */
@Mojo(
    name = "plan",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    threadSafe = true,
    configurator = SecretConfigurator.NAME)
public final class PlanMojo extends AbstractDatabaseMojo {
  /**
   * Set to {@code true} to use Liquibase changelogs: a {@code changelog.xml} beside each plan, and
   * a {@code changelog-master.xml} that includes them. {@code plan} writes them, and {@code status}
   * reports those that are missing or outdated. A project that has a {@code changelog-master.xml}
   * uses them even without this parameter. Liquibase itself is downloaded only when a changelog has
   * to be written. Default: {@code false}. Example: {@code -Dkizaki.liquibase}.
   */
  @Parameter(property = "kizaki.liquibase", defaultValue = "false")
  private boolean liquibase;

  /**
   * The migration's name, without its number. {@code AddDueDate} becomes {@code add_due_date}, each
   * sequence of characters that are not letters or digits becomes one {@code _}, and a number of a
   * migration at the beginning is left out. Default: the name that a draft has, or else a name that
   * follows from the change, such as {@code add_status}. Example: {@code
   * -Dkizaki.name=add_due_date}.
   */
  @Parameter(property = "kizaki.name")
  private String name;

  /**
   * Answers to the questions of the plan, written in the plan language and separated by {@code ;}
   * or line ends. Default: none. {@code drop and add} decides each rename in question that no other
   * answer decides: it was not made. A question without an answer stays in the plan as a {@code
   * [RESOLVE]} marker. Example: {@code -Dkizaki.resolve="rename Task.ownerId -> Task.assigneeId;
   * Task.points backfill 0"}.
   */
  @Parameter(property = "kizaki.resolve")
  private String resolve;

  /**
   * A file with answers in the form of {@code resolve}, for scripts. Default: none. Example: {@code
   * -Dkizaki.resolveFile=answers.txt}.
   */
  @Parameter(property = "kizaki.resolveFile")
  private File resolveFile;

  /**
   * Set to {@code true} to rewrite the latest migration even if the upstream branch of the Git
   * repository already holds it. Others may have applied it. Default: {@code false}. Example:
   * {@code -Dkizaki.rewriteShared}.
   */
  @Parameter(property = "kizaki.rewriteShared", defaultValue = "false")
  private boolean rewriteShared;

  /**
   * Set to {@code false} to plan objects in SQL without trying their SQL. Otherwise a plan with
   * statements about objects runs on an empty database of an embedded PostgreSQL before it is
   * written: of the major version of the database if one is configured, or else of {@code
   * postgresVersion}. Errors in the SQL are reported, and an object that PostgreSQL cannot replace
   * is made anew. Default: {@code true}. Example: {@code -Dkizaki.tryObjects=false}.
   */
  @Parameter(property = "kizaki.tryObjects", defaultValue = "true")
  private boolean tryObjects;

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
  PlanMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void run(Kizaki kizaki, Project project, DatabaseSettings database) {
    kizaki.plan(
        new PlanRequest(
            project,
            database,
            Optional.ofNullable(name),
            Optional.ofNullable(resolve),
            Optional.ofNullable(resolveFile).map(File::toPath),
            rewriteShared,
            fromLifecyclePhase(),
            prompter(),
            tryObjects ? Optional.of(embedded(project.root())) : Optional.empty(),
            new ChangelogSettings(
                liquibase, filter(liquibaseContexts), filter(liquibaseLabels), liquibaseJars())));
  }

  /**
   * Whether a build server runs the build. Maven 4 uses the same rule: build servers set {@code
   * CI}, and some of them provide a terminal.
   */
  static boolean isUnattended(Map<String, String> environment) {
    String server = environment.getOrDefault("CI", "");
    return !server.isEmpty() && !server.equals("false");
  }
}
