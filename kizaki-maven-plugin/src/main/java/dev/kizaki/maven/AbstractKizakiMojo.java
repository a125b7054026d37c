package dev.kizaki.maven;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Prompter;
import dev.kizaki.maven.parameters.UserProperties;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * The parameters of every goal, and how a goal fails: with a {@link MojoFailureException} if the
 * user can correct the cause, with a {@link MojoExecutionException} if something around the project
 * is broken.
 */
abstract class AbstractKizakiMojo extends AbstractMojo {
  static final String SKIPPED = "Skipped: kizaki.skip is set.";

  /**
   * Set to {@code true} to skip this goal. Default: {@code false}. Example: {@code -Dkizaki.skip}.
   */
  @Parameter(property = "kizaki.skip", defaultValue = "false")
  private boolean skip;

  /**
   * The directory of the schema. All {@code *.inspire} files in it and in its subdirectories belong
   * to the schema. Default: {@code src/main/inspire} of the module. Example: {@code
   * -Dkizaki.schemaDirectory=src/main/schema}.
   *
   * <p>A module that has neither this directory nor the migrations directory is skipped.
   */
  @Parameter(
      property = "kizaki.schemaDirectory",
      defaultValue = "${project.basedir}/src/main/inspire")
  private File schemaDirectory;

  /**
   * The directory of the history. It contains one subdirectory for each migration, such as {@code
   * 0001_initial}, and is committed with the sources. Default: {@code migrations} of the module.
   * Example: {@code -Dkizaki.migrationsDirectory=src/main/migrations}.
   */
  @Parameter(
      property = "kizaki.migrationsDirectory",
      defaultValue = "${project.basedir}/migrations")
  private File migrationsDirectory;

  /**
   * The existing table of the users, for a schema that refers to {@code __User}: {@code
   * [schema.]table[.column][: type]}. The first migration that refers to {@code __User} records the
   * table, and it cannot change later. Default: none, which means that kizaki creates a table
   * {@code __user} with a uuid {@code id}. Example: {@code -Dkizaki.userTable=auth.users.id}.
   */
  @Parameter(property = "kizaki.userTable")
  private String userTable;

  @Parameter(defaultValue = "${project}", readonly = true)
  private MavenProject mavenProject;

  @Parameter(defaultValue = "${session}", readonly = true)
  private MavenSession mavenSession;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true)
  private MojoExecution mojoExecution;

  /** Runs the goal. It may throw what the engine throws; {@link #execute} translates that. */
  abstract void run(Kizaki kizaki, Project project);

  /** Whether the goal has nothing to do in a module without a schema and migrations. */
  boolean needsFiles() {
    return true;
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info(SKIPPED);
      return;
    }
    try {
      new UserProperties(mavenSession, mojoExecution.getMojoDescriptor().getPluginDescriptor())
          .check(getLog()::warn);
      runUnlessEmpty();
    } catch (RuntimeException e) {
      MojoErrors.rethrow(
          e, mojoExecution.getGoal(), mavenSession.getRequest().isShowErrors(), getLog());
    }
  }

  private void runUnlessEmpty() {
    Path root = mavenProject.getBasedir().toPath();
    Path schema = schemaDirectory.toPath();
    Path migrations = migrationsDirectory.toPath();
    if (needsFiles() && Files.notExists(schema) && Files.notExists(migrations)) {
      getLog()
          .info(
              "Nothing to do: this module has neither %s nor %s."
                  .formatted(shown(root, schema), shown(root, migrations)));
      return;
    }
    run(
        new Kizaki(new MavenReporter(getLog(), atConsole(), MavenStyles.of(mavenSession))),
        new Project(
            root,
            schema,
            migrations,
            Optional.ofNullable(userTable),
            Optional.of(Path.of(mavenProject.getBuild().getDirectory(), "kizaki"))));
  }

  /** Whether Maven runs without {@code -B} and at a console. */
  private boolean atConsole() {
    return mavenSession.getRequest().isInteractiveMode()
        && ConsolePrompter.ofTerminal().isPresent();
  }

  private static String shown(Path root, Path path) {
    return (path.startsWith(root) ? root.relativize(path) : path).toString().replace('\\', '/');
  }

  final MavenProject mavenProject() {
    return mavenProject;
  }

  final MavenSession mavenSession() {
    return mavenSession;
  }

  final MojoExecution mojoExecution() {
    return mojoExecution;
  }

  /**
   * The person at the console, if the user named this goal on the command line. Absent in a
   * parallel build, because several modules would ask at the same time.
   */
  final Optional<Prompter> prompter() {
    boolean mayAsk =
        !fromLifecyclePhase()
            && mavenSession.getRequest().isInteractiveMode()
            && mavenSession.getRequest().getDegreeOfConcurrency() <= 1
            && !PlanMojo.isUnattended(System.getenv());
    return mayAsk ? ConsolePrompter.ofTerminal() : Optional.empty();
  }

  /**
   * Whether a phase of the build runs this goal, also in a forked lifecycle, as opposed to a user
   * who named it on the command line. In Maven 3.8, 3.9 and 4, only a goal on the command line has
   * the source {@code CLI}.
   */
  final boolean fromLifecyclePhase() {
    return mojoExecution.getSource() != MojoExecution.Source.CLI;
  }
}
