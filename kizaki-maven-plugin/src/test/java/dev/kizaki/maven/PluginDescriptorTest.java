package dev.kizaki.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.maven.parameters.SecretConfigurator;
import dev.kizaki.maven.parameters.SecretParameter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.junit.jupiter.api.Test;

/** The generated plugin descriptor, from which Maven and the help goal read the goals. */
class PluginDescriptorTest {
  private static final List<String> PROJECT =
      List.of("migrationsDirectory", "schemaDirectory", "skip", "userTable");
  private static final List<String> DATABASE =
      List.of(
          "checkTimeout",
          "connectionString",
          "databaseSchema",
          "ignore",
          "lockTimeout",
          "password",
          "postgresVersion",
          "serverId",
          "statementTimeout",
          "url",
          "username");

  private final PluginDescriptor plugin = read();

  private static PluginDescriptor read() {
    try (InputStream stream = ApplyMojo.class.getResourceAsStream("/META-INF/maven/plugin.xml");
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      return new PluginDescriptorBuilder().build(reader);
    } catch (IOException | org.codehaus.plexus.configuration.PlexusConfigurationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void goalsAndTheirPhases() {
    assertThat(plugin.getGoalPrefix()).isEqualTo("kizaki");
    assertThat(goals(goal -> goal.getPhase() == null ? "none" : goal.getPhase()))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("validate", "validate"),
                Map.entry("adopt", "none"),
                Map.entry("plan", "generate-resources"),
                Map.entry("apply", "deploy"),
                Map.entry("abort", "none"),
                Map.entry("dry-run", "none"),
                Map.entry("status", "verify"),
                Map.entry("check-statements", "verify"),
                Map.entry("reset", "none"),
                Map.entry("rebase", "none"),
                Map.entry("changelog", "none"),
                Map.entry("bundle", "package"),
                Map.entry("dev", "none"),
                Map.entry("start", "pre-integration-test"),
                Map.entry("stop", "post-integration-test"),
                Map.entry("help", "none")));
  }

  @Test
  void everyGoalIsThreadSafe() {
    assertThat(plugin.getMojos()).allMatch(MojoDescriptor::isThreadSafe);
  }

  @Test
  void everyGoalSaysWhatItDoes() {
    assertThat(plugin.getMojos()).allMatch(goal -> !goal.getDescription().isBlank());
  }

  @Test
  void goalsWithADatabaseFillInSecretsSilently() {
    assertThat(goals(MojoDescriptor::getComponentConfigurator))
        .containsEntry("adopt", SecretConfigurator.NAME)
        .containsEntry("plan", SecretConfigurator.NAME)
        .containsEntry("apply", SecretConfigurator.NAME)
        .containsEntry("abort", SecretConfigurator.NAME)
        .containsEntry("dry-run", SecretConfigurator.NAME)
        .containsEntry("status", SecretConfigurator.NAME)
        .containsEntry("check-statements", SecretConfigurator.NAME)
        .containsEntry("dev", SecretConfigurator.NAME)
        .containsEntry("start", SecretConfigurator.NAME)
        .containsEntry("reset", SecretConfigurator.NAME);
  }

  @Test
  void parametersOfEachGoal() {
    assertThat(parameterNames("validate")).containsExactlyInAnyOrderElementsOf(PROJECT);
    assertThat(parameterNames("adopt"))
        .containsAll(PROJECT)
        .containsAll(DATABASE)
        .contains("split")
        .hasSize(PROJECT.size() + DATABASE.size() + 1);
    assertThat(parameterNames("plan"))
        .containsAll(PROJECT)
        .containsAll(DATABASE)
        .contains("name", "resolve", "resolveFile", "rewriteShared", "tryObjects")
        .contains("liquibase", "liquibaseContexts", "liquibaseLabels")
        .hasSize(PROJECT.size() + DATABASE.size() + 8);
    assertThat(parameterNames("apply"))
        .containsAll(PROJECT)
        .containsAll(DATABASE)
        .contains("target", "allowDrift", "embedded", "ahead", "online", "onlineThreshold")
        .contains("fillDuty", "maxReplicaLag", "phase", "renames")
        .contains("statements", "allowBrokenStatements")
        .hasSize(PROJECT.size() + DATABASE.size() + 12);
    assertThat(parameterNames("abort"))
        .containsAll(PROJECT)
        .containsAll(DATABASE)
        .contains("dropData", "embedded")
        .hasSize(PROJECT.size() + DATABASE.size() + 2);
    assertThat(parameterNames("dry-run"))
        .containsAll(PROJECT)
        .containsAll(DATABASE)
        .contains(
            "sql",
            "allowDrift",
            "embedded",
            "online",
            "onlineThreshold",
            "phase",
            "renames",
            "statements",
            "allowBrokenStatements")
        .hasSize(PROJECT.size() + DATABASE.size() + 9);
    assertThat(parameterNames("check-statements"))
        .containsAll(PROJECT)
        .containsAll(DATABASE)
        .contains("statements", "from", "renames")
        .hasSize(PROJECT.size() + DATABASE.size() + 3);
    assertThat(parameterNames("status"))
        .containsAll(PROJECT)
        .containsAll(DATABASE)
        .contains("failOn", "format", "outputFile", "liquibase", "offline", "embedded", "compare")
        .hasSize(PROJECT.size() + DATABASE.size() + 7);
    assertThat(parameterNames("changelog"))
        .containsAll(PROJECT)
        .contains("databaseSchema", "overwrite", "liquibaseContexts", "liquibaseLabels")
        .hasSize(PROJECT.size() + 4);
    assertThat(parameterNames("bundle"))
        .containsAll(PROJECT)
        .contains("bundleFile", "resourcesDirectory")
        .hasSize(PROJECT.size() + 2);
    assertThat(parameterNames("rebase"))
        .containsAll(PROJECT)
        .contains("rebase", "resolve", "resolveFile")
        .hasSize(PROJECT.size() + 3);
    assertThat(parameterNames("dev"))
        .containsAll(PROJECT)
        .containsAll(DATABASE)
        .contains("watch", "allowRemote")
        .hasSize(PROJECT.size() + DATABASE.size() + 2);
    assertThat(parameterNames("start"))
        .containsAll(PROJECT)
        .containsAll(DATABASE)
        .contains("collectStatements")
        .hasSize(PROJECT.size() + DATABASE.size() + 1);
    assertThat(parameterNames("stop")).containsExactlyInAnyOrderElementsOf(PROJECT);
    assertThat(parameterNames("reset"))
        .containsAll(PROJECT)
        .containsAll(DATABASE)
        .contains("fresh")
        .hasSize(PROJECT.size() + DATABASE.size() + 1);
  }

  @Test
  void everyParameterIsAUserPropertyOfItsOwnName() {
    for (MojoDescriptor goal : ownGoals()) {
      for (Parameter parameter : editable(goal)) {
        assertThat(goal.getMojoConfiguration().getChild(parameter.getName()).getValue())
            .as("%s of %s", parameter.getName(), goal.getGoal())
            .isEqualTo("${kizaki." + parameter.getName() + "}");
      }
    }
  }

  @Test
  void everyParameterIsExplainedWithItsDefault() {
    for (MojoDescriptor goal : ownGoals()) {
      for (Parameter parameter : editable(goal)) {
        assertThat(parameter.getDescription())
            .as("%s of %s", parameter.getName(), goal.getGoal())
            .contains("Default: ");
      }
    }
  }

  /**
   * The help goal prints this: "Required: Yes" would ask the user for a value that has a default.
   */
  @Test
  void noParameterMustBeGiven() {
    for (MojoDescriptor goal : ownGoals()) {
      assertThat(goal.getParameters()).as(goal.getGoal()).noneMatch(Parameter::isRequired);
    }
  }

  @Test
  void secretsHaveATypeOfTheirOwn() {
    for (MojoDescriptor goal : ownGoals()) {
      for (Parameter parameter : goal.getParameters()) {
        if (List.of("url", "password", "connectionString").contains(parameter.getName())) {
          assertThat(parameter.getType()).isEqualTo(SecretParameter.class.getName());
        }
      }
    }
  }

  private <T> Map<String, T> goals(Function<MojoDescriptor, T> property) {
    Map<String, T> goals = new TreeMap<>();
    plugin.getMojos().forEach(goal -> goals.put(goal.getGoal(), property.apply(goal)));
    return goals;
  }

  private List<MojoDescriptor> ownGoals() {
    List<MojoDescriptor> own =
        plugin.getMojos().stream().filter(goal -> !goal.getGoal().equals("help")).toList();
    assertThat(own).hasSize(15);
    return own;
  }

  private List<String> parameterNames(String goal) {
    return editable(plugin.getMojo(goal)).stream().map(Parameter::getName).toList();
  }

  private static List<Parameter> editable(MojoDescriptor goal) {
    return goal.getParameters().stream()
        .filter(Parameter::isEditable)
        .collect(Collectors.toUnmodifiableList());
  }
}
