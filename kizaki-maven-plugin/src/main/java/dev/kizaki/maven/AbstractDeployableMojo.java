package dev.kizaki.maven;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseLocation.Embedded;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.maven.parameters.ConfiguredExecutions;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.eclipse.aether.RepositorySystem;

/**
 * The goals that people also run for a database of others, such as a deployment's. If such a goal
 * is called by its name, it does not fall back to the embedded database where an execution of the
 * pom configures another one.
 */
abstract class AbstractDeployableMojo extends AbstractDatabaseMojo {
  /**
   * Set to {@code true} to use the module's own embedded PostgreSQL, although an execution of this
   * goal in the pom configures a database. Default: {@code false}, which means that the goal is
   * refused there if it is called by its name and no database is set. Example: {@code
   * -Dkizaki.embedded}.
   */
  @Parameter(property = "kizaki.embedded", defaultValue = "false")
  private boolean embedded;

  AbstractDeployableMojo(RepositorySystem repositorySystem, SettingsDecrypter settingsDecrypter) {
    super(repositorySystem, settingsDecrypter);
  }

  @Override
  void checkLocation(DatabaseLocation location, String parameters) {
    if (!(location instanceof Embedded)) {
      if (embedded) {
        throw new Refusal(
            RefusalCode.PARAMETERS_CONTRADICT,
            "The parameters embedded and %s are both set; keep one.".formatted(parameters));
      }
      return;
    }
    if (!fromLifecyclePhase() && !embedded) {
      refuseAmbiguous(new ConfiguredExecutions(mavenProject(), mojoExecution()));
    }
  }

  private void refuseAmbiguous(ConfiguredExecutions executions) {
    String goal = mojoExecution().getGoal();
    if (!executions.isKnown()) {
      throw new Refusal(
          RefusalCode.EXECUTION_UNKNOWN,
          """
          The pom has no execution %s. Correct the id, activate the profile that contains the \
          execution (-P), or run mvn kizaki:%s.\
          """
              .formatted(mojoExecution().getExecutionId(), goal));
    }
    List<String> ids = executions.withDatabase();
    if (ids.size() == 1) {
      throw new Refusal(
          RefusalCode.DATABASE_IN_EXECUTION,
          "Execution %s configures a database. Run %s, or -Dkizaki.embedded for the project's own."
              .formatted(ids.get(0), command(goal, ids.get(0))));
    }
    if (!ids.isEmpty()) {
      throw new Refusal(
          RefusalCode.DATABASE_IN_EXECUTION,
          "Executions %s configure databases. Run %s, or -Dkizaki.embedded for the project's own."
              .formatted(
                  String.join(", ", ids),
                  ids.stream().map(id -> command(goal, id)).collect(Collectors.joining(" or "))));
    }
  }

  private static String command(String goal, String execution) {
    return "mvn kizaki:%s@%s".formatted(goal, execution);
  }
}
