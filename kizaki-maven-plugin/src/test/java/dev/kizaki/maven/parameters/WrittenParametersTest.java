package dev.kizaki.maven.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import java.util.Optional;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

class WrittenParametersTest {
  private static final Optional<String> NOTHING = Optional.empty();

  @Test
  void unmentionedParameterIsAbsent() {
    assertThat(inPom("username", "ann").value("url", NOTHING)).isEmpty();
    assertThat(WrittenParameters.of(new MavenProject(), execution("e")).value("url", NOTHING))
        .isEmpty();
  }

  @Test
  void evaluatedValueIsTaken() {
    assertThat(inPom("url", "${db.url}").value("url", Optional.of("jdbc:x"))).contains("jdbc:x");
  }

  @Test
  void emptyOnTheCommandLine() {
    refused(inPom("username", "ann"), Optional.of(" "), empty());
  }

  @Test
  void emptyInThePom() {
    refused(inPom("url", ""), NOTHING, empty());
    refused(inPom("url", null), NOTHING, empty());
  }

  @Test
  void placeholderThatNothingDefines() {
    refused(inPom("url", "${db.url}"), NOTHING, unresolved("${db.url}"));
  }

  @Test
  void ownPropertyWrittenOutAndNotDefined() {
    refused(inPom("url", "${kizaki.url}"), NOTHING, unresolved("${kizaki.url}"));
  }

  @Test
  void placeholdersInsideAreNamedAndNothingElse() {
    String url = "jdbc:postgresql://${host}/${name}?password=secret";
    refused(inPom("url", url), Optional.of(url), unresolved("${host} and ${name}"));
  }

  @Test
  void configurationOfAnExecutionCounts() {
    Plugin plugin = plugin();
    PluginExecution execution = new PluginExecution();
    execution.setId("deploy-it");
    execution.setConfiguration(configuration("url", "${db.url}"));
    plugin.addExecution(execution);
    MavenProject project = project(plugin);

    refused(
        WrittenParameters.of(project, execution("deploy-it")), NOTHING, unresolved("${db.url}"));
    assertThat(WrittenParameters.of(project, execution("default-cli")).value("url", NOTHING))
        .isEmpty();
  }

  @Test
  void configurationOfPluginManagementCounts() {
    Plugin plugin = plugin();
    plugin.setConfiguration(configuration("url", "${db.url}"));
    MavenProject project = project();
    PluginManagement management = new PluginManagement();
    management.addPlugin(plugin);
    project.getBuild().setPluginManagement(management);

    refused(
        WrittenParameters.of(project, execution("default-cli")), NOTHING, unresolved("${db.url}"));
  }

  private static String empty() {
    return "The parameter url is empty; set it (-Dkizaki.url=…) or leave it out.";
  }

  private static String unresolved(String placeholders) {
    return (placeholders.contains(" and ")
            ? "The parameter url contains %s, which are not defined; define them, for example with"
                + " -D, or leave the parameter out."
            : "The parameter url contains %s, which is not defined; define it, for example with -D,"
                + " or leave the parameter out.")
        .formatted(placeholders);
  }

  private static void refused(
      WrittenParameters written, Optional<String> evaluated, String message) {
    assertThatThrownBy(() -> written.value("url", evaluated))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }

  static WrittenParameters inPom(String parameter, String value) {
    Plugin plugin = plugin();
    plugin.setConfiguration(configuration(parameter, value));
    return WrittenParameters.of(project(plugin), execution("default-cli"));
  }

  private static Xpp3Dom configuration(String parameter, String value) {
    Xpp3Dom child = new Xpp3Dom(parameter);
    child.setValue(value);
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configuration.addChild(child);
    return configuration;
  }

  private static Plugin plugin() {
    Plugin plugin = new Plugin();
    plugin.setGroupId("dev.kizaki");
    plugin.setArtifactId("kizaki-maven-plugin");
    return plugin;
  }

  private static MavenProject project(Plugin... plugins) {
    Model model = new Model();
    model.setBuild(new Build());
    for (Plugin plugin : plugins) {
      model.getBuild().addPlugin(plugin);
    }
    return new MavenProject(model);
  }

  private static MojoExecution execution(String id) {
    return new MojoExecution(plugin(), "plan", id);
  }
}
