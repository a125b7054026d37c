package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.cases.CatalogDump;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A migration that runs in stages: what is printed, what an interruption leaves, how it goes on.
 */
@FullRun
final class StagedMigrationTest {
  private static final String WHOLE =
      """
      Applying 0002_update_task...
      0002_update_task: stage 2 of 15, filling task.token
      0002_update_task: stage 4 of 15, validating task.token
      0002_update_task: stage 6 of 15, filling task.size
      0002_update_task: stage 9 of 15, validating task.size
      0002_update_task: stage 11 of 15, validating task_owner_id_fkey
      0002_update_task: stage 12 of 15, building task_title_key
      0002_update_task: stage 14 of 15, building task_owner_id_idx
      Done.
      """;

  @TempDir Path root;

  private StagedProject project;

  @BeforeEach
  void planAndFill() throws IOException, SQLException {
    project = StagedProject.in(root, 5000);
  }

  @AfterEach
  void close() throws SQLException {
    project.close();
  }

  @Test
  void theStagesThatTakeLongAreAnnounced() throws SQLException {
    assertThat(project.apply(OnlineSettings.ALWAYS)).isEqualTo(WHOLE);
    assertRows();
    assertThat(project.status()).doesNotContain("In progress");
    assertNothingLeft();
  }

  @Test
  void smallTablesAreChangedInOneTransaction() throws SQLException {
    assertThat(project.apply(OnlineSettings.AUTO))
        .isEqualTo("Applying 0002_update_task...\nDone.\n");
    assertThat(project.answer("select to_regclass('__kizaki_step')")).isNull();
    assertThat(project.apply(OnlineSettings.ALWAYS)).isEqualTo("Nothing to apply.\n");
  }

  @Test
  void tablesOverTheThresholdAreChangedInStages() throws SQLException {
    assertThat(project.apply(new OnlineSettings(OnlineSettings.Mode.AUTO, 1024))).isEqualTo(WHOLE);
  }

  /** The unique fails, because another session has inserted the same title meanwhile. */
  @Test
  void aStageThatFailsIsReportedAndTheSameCommandGoesOn() throws SQLException {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class,
            () ->
                project.apply(
                    OnlineSettings.ALWAYS,
                    StagedProject.at(
                        "building task_title_key",
                        () ->
                            project.execute(
                                "insert into task (title, size, owner_id) values ('task 1', 1, 1)"))));
    assertThat(refusal.code()).contains(RefusalCode.DATA_CHECK);
    assertThat(refusal.getMessage().replaceAll("[0-9a-f-]{36}", "…"))
        .isEqualTo(
            """
            Migration 0002_update_task failed at statement 4:
              add unique Task([title])
            2 rows of Task share title with another row: id … ("task 1"), … ("task 1").
            Correct the rows in the database. 0002_update_task is in progress: 11 of 15 stages are \
            done. Run the same command again, which goes on with stage 12 (building \
            task_title_key), or take the migration back with `mvn kizaki:abort`. Applied: \
            0001_initial. Not applied: 0002_update_task.\
            """);
    assertThat(project.answer("select count(*) from pg_index where not indisvalid")).isEqualTo("0");
    assertThat(project.status())
        .contains(
            "\n[WARNING] In progress: 0002_update_task, stage 12 of 15 (building task_title_key)");
    project.execute(
        "delete from task where title = 'task 1' and token <> (select token from task t where"
            + " t.title = 'task 1' order by ctid limit 1)");
    assertThat(project.apply(OnlineSettings.NEVER))
        .isEqualTo(
            """
            Applying 0002_update_task...
            0002_update_task: stage 12 of 15, building task_title_key
            0002_update_task: stage 14 of 15, building task_owner_id_idx
            Done.
            """);
    assertRows();
    assertNothingLeft();
  }

  /** Rows that are written while the old ones are filled have values too. */
  @Test
  void rowsThatOthersWriteMeanwhileAreFilled() throws SQLException {
    project.apply(
        OnlineSettings.ALWAYS,
        StagedProject.at(
            "filling task.size",
            () ->
                project.execute(
                    "insert into task (title, owner_id) values ('another task', 1)",
                    "update task set size = null where title = 'task 1'")));
    assertThat(project.answer("select size from task where title = 'another task'"))
        .isEqualTo("12");
    assertThat(project.answer("select size from task where title = 'task 1'")).isEqualTo("6");
    assertNothingLeft();
  }

  @Test
  void anotherHistoryDoesNotGoOn() throws IOException, SQLException {
    project.interruptAt("filling task.size");
    Path plan = root.resolve("migrations/0002_update_task/plan.migration");
    String text = Files.readString(plan);
    Files.writeString(plan, text.replace("length(title)", "length(title) + 1"));
    assertThatThrownBy(() -> project.apply(OnlineSettings.ALWAYS))
        .hasMessage(
            """
            0002_update_task is in progress in the database: 5 of 15 stages are done. The \
            migrations directory does not have it as the next migration, or its plan was changed \
            since. Restore its files and run `mvn kizaki:apply` again, or take it back with `mvn \
            kizaki:abort`.\
            """);
    Files.writeString(plan, text);
    project.apply(OnlineSettings.ALWAYS);
    assertRows();
  }

  @Test
  void anotherVersionDoesNotGoOn() throws SQLException {
    project.interruptAt("filling task.size");
    project.execute("update __kizaki_step set tool_version = '0.1'");
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> project.apply(OnlineSettings.ALWAYS));
    assertThat(refusal.code()).contains(RefusalCode.IN_PROGRESS_OTHER_VERSION);
    assertThat(refusal)
        .hasMessageContaining("5 of 15 stages are done by kizaki 0.1, and this is kizaki ")
        .hasMessageEndingWith(
            "Go on with version 0.1, or take the migration back with `mvn kizaki:abort`.");
  }

  private void assertRows() throws SQLException {
    assertThat(project.answer("select count(*) from task where size is null or token is null"))
        .isEqualTo("0");
    assertThat(project.answer("select count(*) - count(distinct token) from task")).isEqualTo("0");
    assertThat(project.answer("select size from task where title = 'task 10'")).isEqualTo("7");
    assertThat(project.answer("select size from task where title = 'task 11'")).isEqualTo("1");
  }

  private void assertNothingLeft() throws SQLException {
    try (Connection connection = project.connect()) {
      assertThat(CatalogDump.of(connection, "public")).noneMatch(line -> line.contains("~kz"));
    }
    assertThat(project.answer("select count(*) from __kizaki_step")).isEqualTo("0");
  }
}
