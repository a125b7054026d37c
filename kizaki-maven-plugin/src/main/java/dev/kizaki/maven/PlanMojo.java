package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ChangelogSettings;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.PlanRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Prompter;
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
 * Writes the migration that leads from the latest snapshot to the schema, for review and commit, or
 * rewrites the latest one while it is not applied. With nothing to plan it says so and opens no
 * database. Called by its name at a console it asks what it cannot know, unless Maven runs with
 * {@code -B} or {@code -T}. From a phase of the build it never asks, and fails once it has written
 * anything, because what a build writes nobody has reviewed.
 */
@Mojo(
    name = "plan",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    threadSafe = true,
    configurator = SecretConfigurator.NAME)
public final class PlanMojo extends AbstractDatabaseMojo {
  /**
   * Set to {@code true} to have a Liquibase {@code changelog.xml} beside each plan and a {@code
   * changelog-master.xml} that includes them: {@code plan} writes them, {@code status} reports what
   * is missing or outdated. A project that has a {@code changelog-master.xml} has them without
   * this. Liquibase itself is fetched only when one is to be written. Default: {@code false}.
   * Example: {@code -Dkizaki.liquibase}.
   */
  @Parameter(property = "kizaki.liquibase", defaultValue = "false")
  private boolean liquibase;

  /**
   * The migration's name, without its number. It is lower-cased, and other characters than letters
   * and digits become one {@code _}. Default: one that follows from the change, such as {@code
   * add_status}. Example: {@code -Dkizaki.name=add_due_date}.
   */
  @Parameter(property = "kizaki.name")
  private String name;

  /**
   * Answers to the questions a plan asks, fragments of the plan language with {@code ;} or a line
   * end between them. Default: none; what nobody answers stays a {@code [RESOLVE]} marker. Example:
   * {@code -Dkizaki.resolve="rename Task.ownerId -> Task.assigneeId; Task.points backfill 0"}.
   */
  @Parameter(property = "kizaki.resolve")
  private String resolve;

  /**
   * A file with such answers, for scripts. Default: none. Example: {@code
   * -Dkizaki.resolveFile=answers.txt}.
   */
  @Parameter(property = "kizaki.resolveFile")
  private File resolveFile;

  /**
   * Set to {@code true} to rewrite a draft that the upstream branch of the Git repository holds
   * already, although others may have applied it. Default: {@code false}. Example: {@code
   * -Dkizaki.rewriteShared}.
   */
  @Parameter(property = "kizaki.rewriteShared", defaultValue = "false")
  private boolean rewriteShared;

  /**
   * The Liquibase contexts of each change set that is written from now on, an expression. Default:
   * none, and they run in every context. Example: {@code -Dkizaki.liquibaseContexts="!test"}.
   */
  @Parameter(property = "kizaki.liquibaseContexts")
  private String liquibaseContexts;

  /**
   * The Liquibase labels of each change set that is written from now on, with commas between them.
   * Default: none. Example: {@code -Dkizaki.liquibaseLabels=tasks}.
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
            new ChangelogSettings(
                liquibase, filter(liquibaseContexts), filter(liquibaseLabels), liquibaseJars())));
  }

  /**
   * Whoever sits at the console of a build that was started for this goal. Modules that are built
   * side by side would ask all at once.
   */
  private Optional<Prompter> prompter() {
    boolean mayAsk =
        !fromLifecyclePhase()
            && mavenSession().getRequest().isInteractiveMode()
            && mavenSession().getRequest().getDegreeOfConcurrency() <= 1
            && !isUnattended(System.getenv());
    return mayAsk ? ConsolePrompter.ofTerminal() : Optional.empty();
  }

  /** What Maven 4 goes by: build servers set {@code CI}, and some give it a terminal. */
  static boolean isUnattended(Map<String, String> environment) {
    String server = environment.getOrDefault("CI", "");
    return !server.isEmpty() && !server.equals("false");
  }
}
