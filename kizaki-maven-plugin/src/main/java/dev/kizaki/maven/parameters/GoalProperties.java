package dev.kizaki.maven.parameters;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The user properties that each goal of this plugin reads, such as {@code kizaki.url}, as the
 * plugin descriptor lists them.
 */
public final class GoalProperties {
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(kizaki\\.[^}]+)}");

  private final Map<String, Set<String>> byGoal;

  private GoalProperties(Map<String, Set<String>> byGoal) {
    this.byGoal = byGoal;
  }

  /** The properties of all goals of a plugin. */
  public static GoalProperties of(PluginDescriptor plugin) {
    Map<String, Set<String>> byGoal = new TreeMap<>();
    for (MojoDescriptor goal : plugin.getMojos()) {
      byGoal.put(goal.getGoal(), properties(goal));
    }
    return new GoalProperties(byGoal);
  }

  private static Set<String> properties(MojoDescriptor goal) {
    return Optional.ofNullable(goal.getMojoConfiguration()).stream()
        .flatMap(configuration -> Stream.of(configuration.getChildren()))
        .map(PlexusConfiguration::getValue)
        .flatMap(value -> Optional.ofNullable(value).stream())
        .map(EXPRESSION::matcher)
        .filter(Matcher::matches)
        .map(expression -> expression.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The properties of all goals. */
  Set<String> all() {
    return byGoal.values().stream()
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The goals that read this property. */
  Set<String> goalsWith(String property) {
    return byGoal.entrySet().stream()
        .filter(goal -> goal.getValue().contains(property))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
