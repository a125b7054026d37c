package dev.kizaki.maven.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralPasswordsTest {
  private static final String PLUGIN =
      "<plugins><plugin><groupId>dev.kizaki</groupId><artifactId>kizaki-maven-plugin</artifactId>"
          + "%s</plugin></plugins>";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<password>secret</password>",
        "<url>jdbc:postgresql://h/d?user=a&amp;password=secret</url>",
        "<connectionString>postgres://a:secret@h/d</connectionString>"
      })
  void isFoundWhereverThePluginIsConfigured(String parameter) throws Exception {
    String configured = PLUGIN.formatted("<configuration>" + parameter + "</configuration>");
    String execution =
        PLUGIN.formatted(
            "<executions><execution><configuration>"
                + parameter
                + "</configuration></execution></executions>");
    for (String plugins : new String[] {configured, execution}) {
      String managed = "<pluginManagement>" + plugins + "</pluginManagement>";
      assertThat(found("<build>" + plugins + "</build>")).isTrue();
      assertThat(found("<build>" + managed + "</build>")).isTrue();
      assertThat(found("<profiles><profile><build>" + plugins + "</build></profile></profiles>"))
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<kizaki.password>secret</kizaki.password>",
        "<kizaki.url>jdbc:postgresql://h/d?password=secret</kizaki.url>",
        "<kizaki.connectionString>postgres://a:secret@h/d</kizaki.connectionString>"
      })
  void isFoundInProperties(String property) throws Exception {
    String properties = "<properties>" + property + "</properties>";
    assertThat(found(properties)).isTrue();
    assertThat(found("<profiles><profile>" + properties + "</profile></profiles>")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<password>${env.DB_PASSWORD}</password>",
        "<password></password>",
        "<password/>",
        "<url>jdbc:postgresql://h/d?user=a</url>",
        "<url>jdbc:postgresql://h/d?password=${p}</url>",
        "<connectionString>${env.DATABASE_URL}</connectionString>",
        "<connectionString>not an address</connectionString>",
        "<serverId>production</serverId>"
      })
  void isNotFoundInWhatIsNone(String parameter) throws Exception {
    assertThat(
            found(
                "<build>"
                    + PLUGIN.formatted("<configuration>" + parameter + "</configuration>")
                    + "</build>"))
        .isFalse();
  }

  @Test
  void anotherPluginsPasswordIsNotOurs() throws Exception {
    assertThat(
            found(
                "<build><plugins><plugin><groupId>g</groupId><artifactId>a</artifactId>"
                    + "<configuration><password>x</password></configuration></plugin></plugins>"
                    + "</build>"))
        .isFalse();
  }

  @Test
  void parentIsNamed() throws Exception {
    MavenProject parent =
        project("parent", "<properties><kizaki.password>secret</kizaki.password></properties>");
    MavenProject child = project("child", "");
    child.setParent(parent);
    assertThat(literalPasswords().projects(child)).containsExactly("parent");
  }

  private static boolean found(String content) throws Exception {
    return !literalPasswords().projects(project("module", content)).isEmpty();
  }

  private static LiteralPasswords literalPasswords() {
    return new LiteralPasswords("dev.kizaki:kizaki-maven-plugin");
  }

  private static MavenProject project(String artifactId, String content) throws Exception {
    String pom = "<project><artifactId>" + artifactId + "</artifactId>" + content + "</project>";
    MavenProject project = new MavenProject();
    project.setArtifactId(artifactId);
    project.setOriginalModel(new MavenXpp3Reader().read(new StringReader(pom)));
    return project;
  }
}
