package dev.kizaki.maven.parameters;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The parameters as the pom contains them, before Maven evaluates them. For {@code
 * <url>${db.url}</url>} with an undefined {@code db.url}, Maven passes no value to the goal; Maven
 * 3 also passes no value for {@code <url></url>}. To the goal, both look like a parameter that is
 * not set, and without connection parameters it would use the embedded database. So this class
 * reads the pom to find such mistakes.
 */
public final class WrittenParameters {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

  private final Optional<Xpp3Dom> configuration;

  private WrittenParameters(Optional<Xpp3Dom> configuration) {
    this.configuration = configuration;
  }

  /** The configuration that the effective pom has for this execution. */
  public static WrittenParameters of(MavenProject project, MojoExecution execution) {
    String key = Plugin.constructKey(execution.getGroupId(), execution.getArtifactId());
    return new WrittenParameters(
        plugin(project, key).flatMap(plugin -> configuration(plugin, execution.getExecutionId())));
  }

  /** The plugin as the effective pom uses or manages it. */
  static Optional<Plugin> plugin(MavenProject project, String key) {
    return Optional.ofNullable(project.getPlugin(key))
        .or(
            () ->
                Optional.ofNullable(project.getPluginManagement())
                    .map(PluginManagement::getPluginsAsMap)
                    .map(plugins -> plugins.get(key)));
  }

  private static Optional<Xpp3Dom> configuration(Plugin plugin, String executionId) {
    // In the effective pom an execution's configuration already holds the plugin's.
    return Optional.ofNullable(plugin.getExecutionsAsMap().get(executionId))
        .map(PluginExecution::getConfiguration)
        .or(() -> Optional.ofNullable(plugin.getConfiguration()))
        .filter(Xpp3Dom.class::isInstance)
        .map(Xpp3Dom.class::cast);
  }

  /**
   * The value of a parameter.
   *
   * @param evaluated the value that Maven passes to the goal; absent for no value
   * @return the value; absent if neither the pom nor the command line contains the parameter
   * @throws Refusal when the value is empty, or contains a placeholder that is not defined
   */
  public Optional<String> value(String parameter, Optional<String> evaluated) {
    Optional<String> text = evaluated.or(() -> written(parameter));
    text.ifPresent(value -> check(parameter, value));
    return text;
  }

  private Optional<String> written(String parameter) {
    return configuration
        .map(dom -> dom.getChild(parameter))
        .map(child -> Optional.ofNullable(child.getValue()).orElse(""));
  }

  /** Prints only the placeholders of a value, because the text around them may be secret. */
  private static void check(String parameter, String value) {
    if (value.isBlank()) {
      throw new Refusal(
          RefusalCode.PARAMETER_EMPTY,
          "The parameter %s is empty; set it (-Dkizaki.%s=…) or leave it out."
              .formatted(parameter, parameter));
    }
    Matcher matcher = PLACEHOLDER.matcher(value);
    if (matcher.find()) {
      List<String> undefined =
          matcher.reset().results().map(MatchResult::group).distinct().toList();
      throw new Refusal(
          RefusalCode.PROPERTY_UNDEFINED,
          (undefined.size() == 1
                  ? "The parameter %s contains %s, which is not defined; define it, for example"
                      + " with -D, or leave the parameter out."
                  : "The parameter %s contains %s, which are not defined; define them, for example"
                      + " with -D, or leave the parameter out.")
              .formatted(parameter, String.join(" and ", undefined)));
    }
  }
}
