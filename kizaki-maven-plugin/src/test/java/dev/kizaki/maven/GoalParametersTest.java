package dev.kizaki.maven;

import static org.apache.maven.api.plugin.testing.MojoExtension.getBasedir;
import static org.apache.maven.api.plugin.testing.MojoExtension.getVariablesAndValuesFromObject;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.parameter.FailOnWords;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.Mojo;
import org.junit.jupiter.api.Test;

/** The values of each goal's fields for a pom without parameters and for a pom with all of them. */
@MojoTest
class GoalParametersTest {
  private static final String POM = "src/test/resources/projects/plain/pom.xml";

  @Test
  @InjectMojo(goal = "validate", pom = POM)
  void defaultsOfValidate(ValidateMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo)).containsAllEntriesOf(projectDefaults());
  }

  @Test
  @InjectMojo(goal = "adopt", pom = POM)
  void defaultsOfAdopt(AdoptMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo)).containsAllEntriesOf(databaseDefaults()).containsEntry("split", false);
  }

  @Test
  @InjectMojo(goal = "plan", pom = POM)
  void defaultsOfPlan(PlanMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo))
        .containsAllEntriesOf(databaseDefaults())
        .containsEntry("name", null)
        .containsEntry("resolve", null)
        .containsEntry("resolveFile", null)
        .containsEntry("rewriteShared", false)
        .containsEntry("tryObjects", true)
        .containsEntry("liquibase", false)
        .containsEntry("liquibaseContexts", null)
        .containsEntry("liquibaseLabels", null);
  }

  @Test
  @InjectMojo(goal = "rebase", pom = POM)
  void defaultsOfRebase(RebaseMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo)).containsAllEntriesOf(projectDefaults()).containsEntry("rebase", null);
  }

  @Test
  @InjectMojo(goal = "changelog", pom = POM)
  void defaultsOfChangelog(ChangelogMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo))
        .containsAllEntriesOf(projectDefaults())
        .containsEntry("databaseSchema", "public")
        .containsEntry("overwrite", false)
        .containsEntry("liquibaseContexts", null)
        .containsEntry("liquibaseLabels", null);
  }

  @Test
  @InjectMojo(goal = "apply", pom = POM)
  void defaultsOfApply(ApplyMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo))
        .containsAllEntriesOf(databaseDefaults())
        .containsEntry("target", null)
        .containsEntry("ahead", "refuse");
  }

  @Test
  @InjectMojo(goal = "dry-run", pom = POM)
  void defaultsOfDryRun(DryRunMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo)).containsAllEntriesOf(databaseDefaults()).containsEntry("sql", false);
  }

  @Test
  @InjectMojo(goal = "status", pom = POM)
  void defaultsOfStatus(StatusMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo))
        .containsAllEntriesOf(databaseDefaults())
        .containsEntry("ignore", List.of())
        .containsEntry("format", "text")
        .containsEntry("liquibase", false);
    assertThat(FailOnWords.parse((String) values(mojo).get("failOn"))).isEqualTo(FailOn.DEFAULT);
  }

  @Test
  @InjectMojo(goal = "reset", pom = POM)
  void defaultsOfReset(ResetMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo)).containsAllEntriesOf(databaseDefaults()).containsEntry("fresh", false);
  }

  @Test
  @InjectMojo(goal = "dev", pom = POM)
  void defaultsOfDev(DevMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo))
        .containsAllEntriesOf(databaseDefaults())
        .containsEntry("watch", false)
        .containsEntry("allowRemote", false);
  }

  @Test
  @InjectMojo(goal = "start", pom = POM)
  void defaultsOfStart(StartMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo)).containsAllEntriesOf(databaseDefaults());
  }

  @Test
  @InjectMojo(goal = "stop", pom = POM)
  void defaultsOfStop(StopMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo)).containsAllEntriesOf(projectDefaults());
  }

  @Test
  @InjectMojo(goal = "plan", pom = POM)
  @MojoParameter(name = "skip", value = "true")
  @MojoParameter(name = "schemaDirectory", value = "schema")
  @MojoParameter(name = "migrationsDirectory", value = "history")
  @MojoParameter(name = "userTable", value = "auth.users.id")
  @MojoParameter(name = "username", value = "ann")
  @MojoParameter(name = "serverId", value = "production")
  @MojoParameter(name = "databaseSchema", value = "tasks")
  @MojoParameter(name = "lockTimeout", value = "500 ms")
  @MojoParameter(name = "statementTimeout", value = "2 min")
  @MojoParameter(name = "checkTimeout", value = "1 min")
  @MojoParameter(name = "postgresVersion", value = "16")
  @MojoParameter(name = "name", value = "add_due_date")
  @MojoParameter(name = "resolve", value = "Task.points backfill 0")
  @MojoParameter(name = "resolveFile", value = "answers.txt")
  @MojoParameter(name = "rewriteShared", value = "true")
  @MojoParameter(name = "tryObjects", value = "false")
  @MojoParameter(name = "liquibase", value = "true")
  @MojoParameter(name = "liquibaseContexts", value = "!test")
  @MojoParameter(name = "liquibaseLabels", value = "tasks")
  void everythingSet(PlanMojo mojo) throws IllegalAccessException {
    assertThat(values(mojo))
        .containsEntry("skip", true)
        .containsEntry("schemaDirectory", new File(getBasedir(), "schema"))
        .containsEntry("migrationsDirectory", new File(getBasedir(), "history"))
        .containsEntry("userTable", "auth.users.id")
        .containsEntry("username", "ann")
        .containsEntry("serverId", "production")
        .containsEntry("databaseSchema", "tasks")
        .containsEntry("lockTimeout", "500 ms")
        .containsEntry("statementTimeout", "2 min")
        .containsEntry("checkTimeout", "1 min")
        .containsEntry("postgresVersion", "16")
        .containsEntry("name", "add_due_date")
        .containsEntry("resolve", "Task.points backfill 0")
        .containsEntry("resolveFile", new File(getBasedir(), "answers.txt"))
        .containsEntry("rewriteShared", true)
        .containsEntry("tryObjects", false)
        .containsEntry("liquibase", true)
        .containsEntry("liquibaseContexts", "!test")
        .containsEntry("liquibaseLabels", "tasks");
  }

  private static Map<String, Object> projectDefaults() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("skip", false);
    defaults.put("schemaDirectory", new File(getBasedir(), "src/main/inspire"));
    defaults.put("migrationsDirectory", new File(getBasedir(), "migrations"));
    defaults.put("userTable", null);
    return defaults;
  }

  /** Leaves out the secrets, which {@code ConnectionParametersTest} and others check. */
  private static Map<String, Object> databaseDefaults() {
    Map<String, Object> defaults = projectDefaults();
    defaults.put("username", null);
    defaults.put("serverId", null);
    defaults.put("databaseSchema", "public");
    defaults.put("lockTimeout", "5 s");
    defaults.put("statementTimeout", null);
    defaults.put("checkTimeout", "30 s");
    defaults.put("postgresVersion", "17");
    return defaults;
  }

  private static Map<String, Object> values(Mojo mojo) throws IllegalAccessException {
    return getVariablesAndValuesFromObject(mojo);
  }
}
