package dev.kizaki.maven.parameters;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The executions of one goal in the effective pom. A goal that is called by its name does not get
 * the configuration of an execution, so it could use another database than its user expects.
 */
public final class ConfiguredExecutions {
  private static final List<String> ADDRESSES = List.of("url", "connectionString");

  private final MojoExecution called;
  private final List<PluginExecution> executions;

  /**
   * @param called the goal that runs now
   */
  public ConfiguredExecutions(MavenProject project, MojoExecution called) {
    this.called = called;
    this.executions =
        WrittenParameters.plugin(
                project, Plugin.constructKey(called.getGroupId(), called.getArtifactId()))
            .map(Plugin::getExecutions)
            .orElse(List.of());
  }

  /** The ids of the goal's executions whose database is known. */
  public List<String> withDatabase() {
    return executions.stream()
        .filter(execution -> execution.getGoals().contains(called.getGoal()))
        .filter(ConfiguredExecutions::namesDatabase)
        .map(PluginExecution::getId)
        .toList();
  }

  /** Whether an execution with the id of the called goal exists, or the user named none. */
  public boolean isKnown() {
    return called.getExecutionId().equals("default-cli")
        || executions.stream()
            .map(PluginExecution::getId)
            .anyMatch(called.getExecutionId()::equals);
  }

  private static boolean namesDatabase(PluginExecution execution) {
    return Optional.ofNullable(execution.getConfiguration())
        .filter(Xpp3Dom.class::isInstance)
        .map(Xpp3Dom.class::cast)
        .stream()
        .flatMap(ConfiguredExecutions::addresses)
        .anyMatch(address -> !address.isBlank() && !address.contains("${"));
  }

  private static Stream<String> addresses(Xpp3Dom configuration) {
    return ADDRESSES.stream()
        .map(configuration::getChild)
        .filter(child -> child != null && child.getValue() != null)
        .map(Xpp3Dom::getValue);
  }
}
