package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.CheckStatementsRequest;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.RenameWay;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.GitProject;
import dev.kizaki.engine.testing.TestBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements are checked without the database of the project. */
@FullRun
final class CheckStatementsTest {
  private static final String AFTER =
      StagedProject.TASK.replace("code:", "number:").replace("mirror: int?", "mirror: bigint?");

  @TempDir Path root;

  private String check(String statements, Optional<String> from) throws IOException {
    return check(statements, from, RenameWay.VIEWS);
  }

  private String check(String statements, Optional<String> from, RenameWay renames)
      throws IOException {
    Path file = Files.writeString(root.resolve("statements.sql"), statements);
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .checkStatements(
            new CheckStatementsRequest(
                AppliedProject.project(root),
                DatabaseSettings.of(
                    new DatabaseLocation.Embedded(
                        root,
                        "17",
                        (artifact, version) ->
                            TestBinaries.folder().resolve(artifact + "-" + version + ".jar"))),
                file,
                from,
                renames));
    return lines.text();
  }

  @Test
  void theLatestMigrationIsCheckedOnTheEmbeddedServer() throws IOException, SQLException {
    try (StagedProject project = StagedProject.with(root, StagedProject.TASK)) {
      project.plan(AFTER, "rename Task.code -> Task.number");
      assertThat(
              check(
                  "select code from task; select number from task where id = ?", Optional.empty()))
          .isEqualTo(
              """
              Checking 2 statements of statements.sql between the phases of 0002_update_task...
              Statements of the application: 2 work between the phases, none breaks.
              """);
      Refusal refusal =
          catchThrowableOfType(
              Refusal.class,
              () -> check("select id, title, number from task group by id", Optional.of("1")));
      assertThat(refusal.code()).contains(RefusalCode.STATEMENTS_BREAK);
      assertThat(refusal)
          .hasMessage(
              """
              1 statement of the application would break between the phases.
                select id, title, number from task group by id (statements.sql:1)
                  PostgreSQL: column "task.title" must appear in the GROUP BY clause or be used in an aggregate function (42803)
                  needs the second phase of `rename Task.code -> Task.number` in 0002_update_task
              Correct the application, write another plan, or deploy without phases when the old version has stopped.\
              """);
      assertThat(
              check(
                  "select id, title, number from task group by id",
                  Optional.of("1"),
                  RenameWay.COLUMNS))
          .contains("Statements of the application: 1 works between the phases, none breaks.");
      assertThat(check("select 1", Optional.of("0002_update_task")))
          .isEqualTo(
              "Nothing to check: there is no migration after that of the running version.\n");
      assertThat(
              catchThrowableOfType(Refusal.class, () -> check("select 1", Optional.of("0009_x"))))
          .hasMessage(
              "The parameter from names 0009_x, but there is no such migration. The latest is"
                  + " 0002_update_task.");
    }
  }

  @Test
  void whatTheFileHasOnTheUpstreamBranchIsCheckedToo() throws IOException, SQLException {
    try (StagedProject project = StagedProject.with(root, StagedProject.TASK)) {
      GitProject git = new GitProject(root).init();
      Path file = root.resolve("statements.sql");
      Files.writeString(file, "select code from task;\nselect id from task;\n");
      git.commit("initial");
      git.publish("main", "main");
      project.plan(AFTER, "rename Task.code -> Task.number");
      assertThat(check("select id from task; select number from task", Optional.empty()))
          .isEqualTo(
              """
              Checking 2 statements of statements.sql, and 1 that it has only in origin/main, between the phases of 0002_update_task...
              Statements of the application: 3 work between the phases, none breaks.
              """);

      Files.writeString(file, "select 'x\n");
      git.commit("not closed");
      git.publish("main", "main");
      assertThat(check("select number from task", Optional.of("1")))
          .isEqualTo(
              """
              [WARNING] statements.sql in origin/main cannot be read as statements, so only the file itself is checked.
              Checking 1 statement of statements.sql between the phases of 0002_update_task...
              Statements of the application: 1 works between the phases, none breaks.
              """);
    }
  }

  @Test
  void aUniqueGoesFirstIfNoStatementUpsertsOnIt() throws IOException, SQLException {
    try (StagedProject project =
        StagedProject.with(root, StagedProject.TASK.replace("code: int", "code: int @unique"))) {
      project.plan(StagedProject.TASK, "");
      assertThat(check("insert into task (title, code) values (?, ?)", Optional.empty()))
          .contains("Statements of the application: 1 works");
      assertThat(
              check(
                  "insert into task (title, code) values (?, ?) on conflict (code) do nothing",
                  Optional.empty()))
          .contains("Nothing was checked.")
          .contains(
              "0002_drop_task_unique cannot be applied in two phases. `drop unique Task([code])`: a"
                  + " statement of the application needs it.");
    }
  }
}
