package dev.kizaki.maven.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfigurationException;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;

/** Which {@code -Dkizaki.…} a build refuses, and which draw a warning. */
final class UserPropertiesTest {
  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>x</groupId><artifactId>x</artifactId><version>1</version>
        <!-- kizaki.comment -->
        %s
      </project>
      """;

  private static final PluginDescriptor PLUGIN = plugin();

  @Test
  void refusesAMistypedProperty() {
    refused(
        "-Dkizaki.resovle is not a parameter of kizaki; did you mean -Dkizaki.resolve?",
        "kizaki:plan",
        "kizaki.resovle");
    refused(
        "-Dkizaki.allowdrift is not a parameter of kizaki; did you mean -Dkizaki.allowDrift?",
        "kizaki:apply",
        "kizaki.allowdrift");
    // Of another goal than the one that runs.
    refused(
        "-Dkizaki.targt is not a parameter of kizaki; did you mean -Dkizaki.target?",
        "kizaki:plan",
        "kizaki.targt");
    refused(
        """
        -Dkizaki.nmae is not a parameter of kizaki; did you mean -Dkizaki.name?
        -Dkizaki.zzzzzzzzz is not a parameter of kizaki; `mvn kizaki:help -Ddetail` lists all of \
        them. A property of your own must be used in a pom.\
        """,
        "verify",
        "kizaki.zzzzzzzzz",
        "kizaki.nmae");
  }

  @Test
  void acceptsEveryParameterOfTheGoalsThatRun() {
    assertThat(warnings(session("kizaki:plan", "", "kizaki.name", "kizaki.skip"))).isEmpty();
    assertThat(
            warnings(session("dev.kizaki:kizaki-maven-plugin:1:apply@deploy", "", "kizaki.target")))
        .isEmpty();
  }

  @Test
  void acceptsWhatIsNotOurs() {
    assertThat(
            warnings(
                session(
                    "verify",
                    "",
                    "kizaki.jdbc.url",
                    "kizaki.test.seed",
                    "kizakiish",
                    "other.kizaki.nmae")))
        .isEmpty();
  }

  @Test
  void acceptsWhatAPomDefinesOrRefersTo() {
    for (String pom :
        List.of(
            "<properties><kizaki.own>x</kizaki.own></properties>",
            "<properties><other>a-${kizaki.own}-b</other></properties>",
            """
            <profiles><profile><id>p</id><activation><property><name>kizaki.own</name></property>
            </activation></profile></profiles>
            """,
            "<profiles><profile><id>p</id><properties><kizaki.own>x</kizaki.own></properties>"
                + "</profile></profiles>",
            "<build><plugins><plugin><artifactId>y</artifactId><configuration><url>"
                + "${kizaki.own}</url></configuration></plugin></plugins></build>")) {
      assertThat(warnings(session("verify", pom, "kizaki.own"))).as(pom).isEmpty();
    }
    refused(
        "kizaki.own",
        session("verify", "<properties><kizaki.own2>x</kizaki.own2></properties>", "kizaki.own"));
    refused("kizaki.comment", session("verify", "", "kizaki.comment"));
  }

  @Test
  void warnsOnceAboutAPropertyThatNoGoalOfTheBuildReads() {
    MavenSession session = session("kizaki:plan", "", "kizaki.target", "kizaki.allowDrift");
    assertThat(warnings(session))
        .containsExactly(
            "-Dkizaki.allowDrift has no effect in this build: only kizaki:apply and"
                + " kizaki:dry-run read it.",
            "-Dkizaki.target has no effect in this build: only kizaki:apply reads it.");
    assertThat(warnings(session)).isEmpty();
  }

  /** A build of a phase may run every execution. */
  @Test
  void readsTheGoalsOfExecutions() {
    String execution =
        """
        <build><plugins><plugin>
          <groupId>dev.kizaki</groupId><artifactId>kizaki-maven-plugin</artifactId>
          <executions><execution><goals><goal>apply</goal></goals></execution></executions>
        </plugin></plugins></build>
        """;
    assertThat(warnings(session("deploy", execution, "kizaki.target"))).isEmpty();
    assertThat(warnings(session("kizaki:plan", execution, "kizaki.target"))).hasSize(1);
  }

  private static void refused(String message, String task, String... properties) {
    assertThatThrownBy(() -> warnings(session(task, "", properties)))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }

  private static void refused(String part, MavenSession session) {
    assertThatThrownBy(() -> warnings(session))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(part);
  }

  /** The warnings of a build, if it is not refused. */
  static List<String> warnings(MavenSession session) {
    List<String> warnings = new ArrayList<>();
    new UserProperties(session, PLUGIN).check(warnings::add);
    return warnings;
  }

  /** A build with a project that has this in its pom, and with these properties. */
  @SuppressWarnings("deprecation") // the only constructor that needs no container
  static MavenSession session(String task, String pom, String... properties) {
    Properties given = new Properties();
    for (String property : properties) {
      given.setProperty(property, "true");
    }
    MavenExecutionRequest request =
        new DefaultMavenExecutionRequest().setGoals(List.of(task)).setUserProperties(given);
    MavenSession session = new MavenSession(null, null, request, null);
    MavenProject project = new MavenProject(model(pom));
    project.setOriginalModel(model(pom));
    session.setProjects(List.of(project));
    return session;
  }

  private static Model model(String content) {
    try {
      return new MavenXpp3Reader().read(new StringReader(POM.formatted(content)));
    } catch (IOException | XmlPullParserException e) {
      throw new AssertionError(e);
    }
  }

  private static PluginDescriptor plugin() {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(
                UserProperties.class.getResourceAsStream("/META-INF/maven/plugin.xml")),
            StandardCharsets.UTF_8)) {
      return new PluginDescriptorBuilder().build(reader);
    } catch (IOException | PlexusConfigurationException e) {
      throw new AssertionError(e);
    }
  }
}
