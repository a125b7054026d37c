package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.changelog.ChangelogFile;
import dev.kizaki.engine.liquibase.LiquibaseCommands;
import dev.kizaki.engine.liquibase.LiquibaseRunner;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestLiquibase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Liquibase does not run while {@code apply} has a migration in progress. */
@FullRun
final class LiquibaseBesideStagesTest {
  private static final String MASTER = "changelog-master.xml";

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void eachChangeSetStopsUntilTheMigrationIsFinished(int version) throws IOException, SQLException {
    LiquibaseCommands liquibase =
        version == 5 ? LiquibaseRunner.VERSION_5 : LiquibaseRunner.VERSION_4;
    try (StagedProject project = StagedProject.in(root, 300)) {
      writeChangelogs();
      project.execute("create schema liquibase");
      project.interruptAt("filling task.size");
      List<String> before = project.catalog();
      assertThatThrownBy(() -> update(liquibase, project))
          .hasStackTraceContaining(
              "0002_update_task is in progress: finish it with kizaki:apply, or take it back with"
                  + " kizaki:abort, before Liquibase runs");
      assertThat(project.catalog()).isEqualTo(before);
      assertThat(project.apply(OnlineSettings.ALWAYS)).endsWith("Done.\n");
      update(liquibase, project);
      assertThat(
              project.answer(
                  "select string_agg(distinct exectype, ', ') from liquibase.databasechangelog"
                      + " where id like '0002%'"))
          .isEqualTo("MARK_RAN");
    }
  }

  /** An earlier version has written the changelog of the migration. */
  @Test
  void whereLiquibaseWouldNotStopNothingRunsInStages() throws IOException, SQLException {
    try (StagedProject project = StagedProject.with(root, "entity Task {\n  title: string\n}\n")) {
      project.plan("entity Task {\n  title: string @unique\n}\n");
      writeChangelogs();
      Path changelog = root.resolve("migrations/0002_add_task_unique/changelog.xml");
      Files.writeString(changelog, Files.readString(changelog).replace("__kizaki_step", "none"));
      assertThat(project.dryRun(OnlineSettings.ALWAYS, false)).contains("online, in stages 1 to 2");
      project.execute("create schema liquibase");
      Path directory = root.resolve("migrations");
      Files.writeString(
          directory.resolve("first.xml"),
          Files.readString(directory.resolve(MASTER))
              .replaceAll("(?m)^.*0002_add_task_unique.*\n", ""));
      try (Connection connection = project.connect()) {
        LiquibaseRunner.VERSION_5.update(connection, directory, "first.xml");
      }
      String reason =
          """
          Liquibase uses the schema, and the changelog of 0002_add_task_unique would not stop it \
          meanwhile: delete the file, and `mvn kizaki:changelog` writes one that does\
          """;
      assertThat(project.dryRun(OnlineSettings.ALWAYS, false))
          .contains("not online, because")
          .doesNotContain("in stages");
      assertThat(project.apply(OnlineSettings.ALWAYS))
          .isEqualTo(
              "[WARNING] Nothing runs online, because %s.\nApplying 0002_add_task_unique...\nDone.\n"
                  .formatted(reason));
    }
  }

  /** What was written before stays as it is, because its comment says what it was written for. */
  @Test
  void aChangelogThatDoesNotStopItIsCurrent() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 1)) {
      writeChangelogs();
      Path file = root.resolve("migrations/0001_initial/changelog.xml");
      String text = Files.readString(file);
      String digest = text.replaceAll("(?s).*?digest ([0-9a-f]{64}).*", "$1");
      ChangelogFile of = ChangelogFile.of("public", "0001_initial", digest);
      String content = text.replaceFirst("<!-- kizaki .*\n", "");
      String earlier =
          of.text(content.replaceAll("count\\(\\*\\) \\+ CASE .*? END FROM", "count(*) FROM"));
      assertThat(earlier).doesNotContain("__kizaki_step");
      Files.writeString(file, earlier);
      assertThat(writeChangelogs()).isEqualTo("Changelogs are up to date.\n");
      assertThat(Files.readString(file)).isEqualTo(earlier);
    }
  }

  private String writeChangelogs() {
    RecordedLines lines = new RecordedLines();
    Project project = AppliedProject.project(root);
    new Kizaki(lines)
        .changelog(new ChangelogRequest(project, "public", new TestLiquibase().on(), false));
    return lines.text();
  }

  private void update(LiquibaseCommands liquibase, StagedProject project) throws SQLException {
    try (Connection connection = project.connect()) {
      liquibase.update(connection, root.resolve("migrations"), MASTER);
    }
  }
}
