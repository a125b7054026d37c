package dev.kizaki.maven.parameters;

import dev.kizaki.engine.api.Refusal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What the pom says about a parameter, before Maven evaluates it. Maven hands a goal nothing for
 * {@code <url>${db.url}</url>} when {@code db.url} is not defined, and Maven 3 nothing for {@code
 * <url></url>}, exactly as if no pom had said a word. For a connection that is the difference
 * between a mistake and the embedded database, so the pom is asked.
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

  private static Optional<Plugin> plugin(MavenProject project, String key) {
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
   * The value of a parameter, once it is certain that nobody meant another one.
   *
   * @param evaluated what Maven made of it; absent for nothing
   * @return the value; absent when neither the pom nor the command line mentions the parameter
   * @throws Refusal when it is empty, or holds a placeholder that nothing defines
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

  /** The message names placeholders only: what stands around them may be secret. */
  private static void check(String parameter, String value) {
    if (value.isBlank()) {
      throw new Refusal(
          "The parameter %s is empty; give it a value (-Dkizaki.%s=…) or leave it out."
              .formatted(parameter, parameter));
    }
    Matcher matcher = PLACEHOLDER.matcher(value);
    if (matcher.find()) {
      throw new Refusal(
          "The parameter %s holds %s, which nothing defines; define it, for example with -D, or leave the parameter out."
              .formatted(
                  parameter,
                  matcher
                      .reset()
                      .results()
                      .map(found -> found.group())
                      .distinct()
                      .collect(Collectors.joining(" and "))));
    }
  }
}
