package dev.kizaki.maven.parameters;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.inspire.source.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/**
 * Judges the properties {@code kizaki.…} that a user has set for a build. Maven ignores a property
 * that nobody reads, so a mistyped one would have no effect and draw no message.
 */
public final class UserProperties {
  private static final String PREFIX = "kizaki.";

  /** Set by {@code kizaki:start} for other plugins, or by tests for themselves. */
  private static final List<String> FREE = List.of("kizaki.jdbc.", "kizaki.test.");

  private final MavenSession session;
  private final PluginDescriptor plugin;

  /**
   * @param plugin this plugin
   */
  public UserProperties(MavenSession session, PluginDescriptor plugin) {
    this.session = Objects.requireNonNull(session, "session");
    this.plugin = Objects.requireNonNull(plugin, "plugin");
  }

  /**
   * @param warn receives a line for each property that no goal of this build reads; once in a build
   * @throws Refusal when no goal of the plugin reads a property, and no pom mentions it
   */
  public void check(Consumer<String> warn) {
    Set<String> given =
        session.getUserProperties().stringPropertyNames().stream()
            .filter(name -> name.startsWith(PREFIX))
            .filter(name -> FREE.stream().noneMatch(name::startsWith))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!given.isEmpty() && isFirstCheck()) {
      check(given, warn);
    }
  }

  /** The properties of a build are the same for all its goals, which may run in parallel. */
  private boolean isFirstCheck() {
    Map<String, Object> data = session.getRequest().getData();
    synchronized (data) {
      return data.putIfAbsent(UserProperties.class.getName(), true) == null;
    }
  }

  private void check(Set<String> given, Consumer<String> warn) {
    GoalProperties properties = GoalProperties.of(plugin);
    Set<String> goals = goals();
    List<String> unused = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String name : given) {
      Set<String> readers = properties.goalsWith(name);
      if (readers.isEmpty()) {
        unknown.add(name);
      } else if (readers.stream().noneMatch(goals::contains)) {
        unused.add(name);
      }
    }
    if (!unknown.isEmpty() || !unused.isEmpty()) {
      ProjectTexts poms = ProjectTexts.of(session);
      unknown.removeIf(poms::mention);
      unused.removeIf(poms::mention);
    }
    if (!unknown.isEmpty()) {
      throw new Refusal(
          RefusalCode.PARAMETER_UNKNOWN,
          unknown.stream()
              .map(name -> refusal(name, properties.all()))
              .collect(Collectors.joining("\n")));
    }
    unused.forEach(name -> warn.accept(warning(name, properties.goalsWith(name))));
  }

  private static String refusal(String name, Set<String> known) {
    return DidYouMean.nearest(name.substring(PREFIX.length()), withoutPrefix(known))
        .map(
            nearest ->
                "-D%s is not a parameter of kizaki; did you mean -D%s%s?"
                    .formatted(name, PREFIX, nearest))
        .orElseGet(
            () ->
                """
                -D%s is not a parameter of kizaki; `mvn kizaki:help -Ddetail` lists all of them. \
                A property of your own must be used in a pom.\
                """
                    .formatted(name));
  }

  private static List<String> withoutPrefix(Set<String> names) {
    return names.stream().map(name -> name.substring(PREFIX.length())).toList();
  }

  private static String warning(String name, Set<String> readers) {
    return "-D%s has no effect in this build: %s %s it."
        .formatted(
            name,
            readers.stream()
                .map("kizaki:"::concat)
                .collect(Collectors.joining(" and ", "only ", "")),
            readers.size() == 1 ? "reads" : "read");
  }

  /**
   * The goals of this plugin that the build may run: those that the user named and, if the user
   * named a phase too, those of all executions.
   */
  private Set<String> goals() {
    List<String> tasks = session.getGoals();
    Set<String> goals =
        tasks.stream()
            .filter(this::isOurs)
            .map(task -> task.substring(task.lastIndexOf(':') + 1).replaceFirst("@.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    if (tasks.isEmpty() || tasks.stream().anyMatch(task -> !task.contains(":"))) {
      executions().flatMap(execution -> execution.getGoals().stream()).forEach(goals::add);
    }
    return goals;
  }

  private boolean isOurs(String task) {
    return task.startsWith(plugin.getGoalPrefix() + ":")
        || task.startsWith(plugin.getGroupId() + ":" + plugin.getArtifactId() + ":");
  }

  private Stream<PluginExecution> executions() {
    return session.getProjects().stream()
        .flatMap(project -> project.getBuildPlugins().stream())
        .filter(each -> each.getKey().equals(plugin.getPluginLookupKey()))
        .map(Plugin::getExecutions)
        .flatMap(List::stream);
  }
}
