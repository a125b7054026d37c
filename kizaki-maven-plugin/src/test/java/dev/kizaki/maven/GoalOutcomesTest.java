package dev.kizaki.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

/** What goals print and refuse before they call the engine. Maven itself configures them. */
@MojoTest(realRepositorySession = true)
class GoalOutcomesTest {
  private static final String POM = "pom.xml";
  private static final String PLAIN = "src/test/resources/projects/plain";
  private static final String SCHEMA = "src/test/resources/projects/schema";

  @Test
  @Basedir(SCHEMA)
  @InjectMojo(goal = "apply", pom = POM)
  @MojoParameter(name = "skip", value = "true")
  void skippedGoalSaysSo(ApplyMojo mojo) throws Exception {
    assertThat(lines(mojo)).containsExactly("Skipped: kizaki.skip is set.");
  }

  @Test
  @Basedir(PLAIN)
  @InjectMojo(goal = "status", pom = POM)
  void moduleWithoutSchemaAndHistoryIsSkipped(StatusMojo mojo) throws Exception {
    assertThat(lines(mojo))
        .containsExactly("Nothing to do: this module has neither src/main/inspire nor migrations.");
  }

  @Test
  @Basedir(SCHEMA)
  @InjectMojo(goal = "apply", pom = POM)
  void applyFromAPhaseWithoutDatabaseIsRefused(ApplyMojo mojo) {
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "kizaki:apply runs from a phase of the build, but no database is configured; set url"
                + " with serverId (or username and password), or connectionString. The embedded"
                + " database is used only when you run `mvn kizaki:apply` yourself. [KIZ813]");
  }

  @Test
  @Basedir(SCHEMA)
  @InjectMojo(goal = "dev", pom = POM)
  void devFromAPhaseWithoutDatabaseIsRefused(DevMojo mojo) {
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "kizaki:dev runs from a phase of the build, but no database is configured; set url with"
                + " serverId (or username and password), or connectionString. The embedded database"
                + " is used only when you run `mvn kizaki:dev` yourself; for the tests of a build,"
                + " use kizaki:start. [KIZ813]");
  }

  @Test
  @Basedir(SCHEMA)
  @InjectMojo(goal = "dev", pom = POM)
  @MojoParameter(name = "watch", value = "true")
  void watchFromAPhaseIsRefused(DevMojo mojo) {
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "kizaki:dev runs from a phase of the build and watch is set, so the build would never"
                + " end; run `mvn kizaki:dev -Dkizaki.watch` by itself. [KIZ814]");
  }

  @Test
  @Basedir(SCHEMA)
  @InjectMojo(goal = "apply", pom = POM)
  @MojoParameter(name = "username", value = "ann")
  void usernameAloneIsRefused(ApplyMojo mojo) {
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "username is set, but no url; set url as well, or leave it out to use the"
                + " embedded database. [KIZ807]");
  }

  @Test
  @Basedir(SCHEMA)
  @InjectMojo(goal = "plan", pom = POM)
  @MojoParameter(name = "lockTimeout", value = "soon")
  void badDurationIsRefused(PlanMojo mojo) {
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "The parameter lockTimeout is \"soon\", which is not a duration; write it as 500 ms, 5"
                + " s, 2 min or PT5S (a number without a unit means seconds). [KIZ805]");
  }

  @Test
  @Basedir(SCHEMA)
  @InjectMojo(goal = "status", pom = POM)
  @MojoParameter(name = "failOn", value = "drift,drifts")
  void unknownFailOnWordIsRefused(StatusMojo mojo) {
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "The parameter failOn has an unknown word, \"drifts\"; allowed words are: drift,"
                + " unresolved, history, changelog, pending, database, none. [KIZ804]");
  }

  @Test
  @Basedir(SCHEMA)
  @InjectMojo(goal = "status", pom = POM)
  @MojoParameter(name = "format", value = "xml")
  void unknownFormatIsRefused(StatusMojo mojo) {
    assertThatThrownBy(mojo::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "The parameter format has an unknown word, \"xml\"; allowed words are: text, json. [KIZ804]");
  }

  private static List<String> lines(Mojo mojo) throws Exception {
    List<String> lines = new ArrayList<>();
    mojo.setLog(
        new SystemStreamLog() {
          @Override
          public void info(CharSequence line) {
            lines.add(line.toString());
          }
        });
    mojo.execute();
    return lines;
  }
}
