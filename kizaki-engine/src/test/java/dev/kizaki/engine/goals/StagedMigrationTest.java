package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
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
      0002_update_task: stage 2 of 17, filling task.token
      0002_update_task: stage 3 of 17, analyzing task
      0002_update_task: stage 5 of 17, validating task.token
      0002_update_task: stage 7 of 17, filling task.size
      0002_update_task: stage 8 of 17, analyzing task
      0002_update_task: stage 11 of 17, validating task.size
      0002_update_task: stage 13 of 17, validating task_owner_id_fkey
      0002_update_task: stage 14 of 17, building task_title_key
      0002_update_task: stage 16 of 17, building task_owner_id_idx
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
    project.assertNothingLeft();
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

  @Test
  void dryRunShowsTheStages() throws SQLException {
    project.execute("analyze");
    assertThat(project.dryRun(OnlineSettings.AUTO, false)).doesNotContain("stage");
    String stages = project.dryRun(OnlineSettings.ALWAYS, false);
    assertThat(stages)
        .contains(
            """
            Stage 11 of 17: validating task.size
                task: SHARE UPDATE EXCLUSIVE, blocks DDL and vacuum; reads every row
            """);
    for (String line : WHOLE.split("\n")) {
      if (line.startsWith("0002")) {
        assertThat(stages)
            .contains(line.replaceAll("0002_update_task: stage (.*), (.*)", "Stage $1: $2"));
      }
    }
    assertThat(stages)
        .contains(
            """
            - add unique Task([title])
                note: task (about 5000 rows, \
            """)
        .contains("): online, in stages 14 to 15\n")
        .endsWith(
            """
            Stage 17 of 17: recording the migration
            Until stage 16 is done, the old version of an application can fail because of `change \
            Task.size: int? -> int backfill sql("length(title)")` since stage 12.
            No changes applied.
            """);
  }

  /** The SQL stands where it runs. */
  @Test
  void dryRunShowsTheSqlOfTheStages() {
    assertThat(project.dryRun(OnlineSettings.ALWAYS, true))
        .contains(
            """
            : online, in stage 16
            0002_update_task runs in 17 stages.\
            """)
        .contains(
            """
            Stage 2 of 17: filling task.token
                task: ROW EXCLUSIVE, blocks DDL and index builds; writes in batches
                done: after the last page; __kizaki_step says how far it is
                UPDATE ONLY "public"."task" SET "token" = \
            """)
        .contains(
            """
            Stage 4 of 17: changing definitions
                task: ACCESS EXCLUSIVE for a moment, blocks reads and writes
            """)
        .contains(
            """
            Stage 16 of 17: building task_owner_id_idx
                for: add index Task([ownerId])
                task: SHARE UPDATE EXCLUSIVE, blocks DDL and vacuum; reads every row
                done: when the index task_owner_id_idx is valid
                CREATE INDEX CONCURRENTLY "task_owner_id_idx" ON "public"."task" ("owner_id");
            """);
  }

  /** What would be done in stages if the table allowed it, and what has no other form. */
  @Test
  void dryRunSaysWhyAStatementIsNotOnline() throws SQLException {
    project.execute("create table task_of_others () inherits (task)");
    assertThat(project.dryRun(OnlineSettings.ALWAYS, false))
        .contains(
            """
                note: not online, because other tables inherit from the table
                check: no rows of Task that share title
            """)
        .doesNotContain("stage");
    assertThat(project.dryRun(OnlineSettings.NEVER, false)).doesNotContain("online");
  }

  @Test
  void dryRunShowsWhatIsLeftOfAMigrationInProgress() throws SQLException {
    interrupt();
    String left = project.dryRun(OnlineSettings.AUTO, false);
    assertThat(left)
        .startsWith(
            """
            Migration 0002_update_task
            [WARNING] In progress: 0002_update_task, stage 7 of 17, since \
            """)
        .contains(
            """
            kizaki:abort` to take it back.
            Stage 7 of 17: filling task.size
                for: change Task.size: int? -> int backfill sql("length(title)")
            """)
        .endsWith("Stage 17 of 17: recording the migration\nNo changes applied.\n");
  }

  /** A migration that follows the one in progress has its data checks. */
  @Test
  void whatFollowsAMigrationInProgressIsChecked() throws IOException, SQLException {
    interrupt();
    try (AppliedProject other =
        new AppliedProject(root, PostgresServers.version(18).freshDatabase())) {
      project.apply(other.database(), OnlineSettings.NEVER, new RecordedLines());
      AppliedProject.write(
          root,
          "src/main/inspire/schema.inspire",
          StagedProject.AFTER.replace("size: int", "size: int @unique"));
      project.plan(other.database(), "");
    }
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> project.apply(OnlineSettings.ALWAYS));
    assertThat(refusal.code()).contains(RefusalCode.DATA_CHECK);
    assertRows();
    project.assertNothingLeft();
  }

  @Test
  void planDoesNotRewriteTheMigrationInProgress() throws IOException, SQLException {
    interrupt();
    String changed = StagedProject.AFTER.replace("token: uuid", "mark: uuid");
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> project.plan(changed));
    assertThat(refusal.code()).contains(RefusalCode.DRAFT_IN_PROGRESS);
    assertThat(refusal)
        .hasMessage(
            """
            0002_update_task is in progress in the database: 6 of 17 stages are done. Finish it \
            with `mvn kizaki:apply`, or take it back with `mvn kizaki:abort`; then run `mvn \
            kizaki:plan` again.\
            """);
    project.apply(OnlineSettings.ALWAYS);
    project.plan(changed);
    assertThat(root.resolve("migrations").toFile().list()).contains("0003_rename_token");
  }

  /** Who may read the history, or record migrations in it, may do so with the stages. */
  @Test
  void theTableOfStagesHasTheOwnerAndTheGrantsOfTheHistory() throws SQLException {
    project.execute("create role reader_%1$s; create role writer_%1$s".formatted(suffix()));
    project.execute(
        """
        grant select on __kizaki_migration to reader_%1$s;
        grant insert on __kizaki_migration to writer_%1$s;
        alter table __kizaki_migration owner to writer_%1$s;
        grant create on schema public to writer_%1$s\
        """
            .formatted(suffix()));
    project.apply(OnlineSettings.ALWAYS);
    assertThat(
            project.answer(
                """
                select string_agg(r || ' ' || p, ', ' order by r, p)
                from unnest('{reader,writer}'::text[]) r,
                  unnest('{SELECT,INSERT,UPDATE,DELETE}'::text[]) p
                where has_table_privilege(r || '_%s', '__kizaki_step', p)\
                """
                    .formatted(suffix())))
        .isEqualTo("reader SELECT, writer DELETE, writer INSERT, writer SELECT, writer UPDATE");
    assertThat(
            project.answer(
                "select relowner::regrole from pg_class where relname = '__kizaki_step'"))
        .isEqualTo("writer_" + suffix());
    project.execute("drop owned by writer_%1$s; drop owned by reader_%1$s".formatted(suffix()));
    project.execute("drop role writer_%1$s; drop role reader_%1$s".formatted(suffix()));
  }

  @Test
  void statusSaysThatTheRoleMayNotReadTheStages() throws SQLException {
    interrupt();
    String role = "blind_" + suffix();
    project.execute("create role %s login password 'secret'".formatted(role));
    project.execute("grant select on __kizaki_migration to " + role);
    DatabaseLocation.Server server =
        (DatabaseLocation.Server) project.project().database().location();
    DatabaseSettings limited =
        TestRequests.database(
            new DatabaseLocation.Server(
                server.jdbcUrl(), Optional.of(role), Optional.of(new Secret("secret"))),
            "public",
            Duration.ofSeconds(5),
            Optional.empty());
    assertThat(project.status(limited))
        .contains("Latest applied: unknown (the database cannot be read)\n")
        .contains("could not be read: permission denied for table __kizaki_step. Nothing was")
        .contains("GRANT SELECT ON \"public\".\"__kizaki_step\" TO \"%s\"".formatted(role))
        .doesNotContain("Database drift");
    project.execute("drop owned by " + role, "drop role " + role);
  }

  private String suffix() {
    return root.getFileName().toString().replaceAll("[^0-9]", "");
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
            Correct the rows in the database. 0002_update_task is in progress: 13 of 17 stages are \
            done. Run the same command again, which goes on with stage 14 (building \
            task_title_key), or take the migration back with `mvn kizaki:abort`. Applied: \
            0001_initial. Not applied: 0002_update_task.\
            """);
    assertThat(project.answer("select count(*) from pg_index where not indisvalid")).isEqualTo("0");
    assertThat(project.status())
        .contains(
            "\n[WARNING] In progress: 0002_update_task, stage 14 of 17 (building task_title_key)");
    project.execute(
        "delete from task where title = 'task 1' and token <> (select token from task t where"
            + " t.title = 'task 1' order by ctid limit 1)");
    assertThat(project.apply(OnlineSettings.NEVER))
        .isEqualTo(
            """
            Applying 0002_update_task...
            0002_update_task: stage 14 of 17, building task_title_key
            0002_update_task: stage 16 of 17, building task_owner_id_idx
            Done.
            """);
    assertRows();
    project.assertNothingLeft();
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
    project.assertNothingLeft();
  }

  @Test
  void anotherHistoryDoesNotGoOn() throws IOException, SQLException {
    interrupt();
    Path plan = root.resolve("migrations/0002_update_task/plan.migration");
    String text = Files.readString(plan);
    Files.writeString(plan, text.replace("length(title)", "length(title) + 1"));
    assertThatThrownBy(() -> project.apply(OnlineSettings.ALWAYS))
        .hasMessage(
            """
            0002_update_task is in progress in the database: 6 of 17 stages are done. The \
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
    interrupt();
    project.execute("update __kizaki_step set tool_version = '0.1'");
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> project.apply(OnlineSettings.ALWAYS));
    assertThat(refusal.code()).contains(RefusalCode.IN_PROGRESS_OTHER_VERSION);
    assertThat(refusal)
        .hasMessageContaining("6 of 17 stages are done by kizaki 0.1, and this is kizaki ")
        .hasMessageEndingWith(
            "Go on with version 0.1, or take the migration back with `mvn kizaki:abort`.");
  }

  /** Ends the run before it fills the sizes. */
  private void interrupt() {
    project.interruptAt("filling task.size");
  }

  private void assertRows() throws SQLException {
    assertThat(project.answer("select count(*) from task where size is null or token is null"))
        .isEqualTo("0");
    assertThat(project.answer("select count(*) - count(distinct token) from task")).isEqualTo("0");
    assertThat(project.answer("select size from task where title = 'task 10'")).isEqualTo("7");
    assertThat(project.answer("select size from task where title = 'task 11'")).isEqualTo("1");
  }

  @Test
  void whatExistsOnlyMeanwhileSaysWhatItIs() throws SQLException {
    String note =
        "'kizaki needs this while migration 0002_update_task is in progress, for its statement 2'";
    project.interruptAt("filling task.size");
    assertThat(
            project.answer(
                "select string_agg(distinct classoid::regclass::text, ', ') from pg_description"
                    + " where description = "
                    + note))
        .isEqualTo("pg_proc, pg_trigger");
    project.apply();
    assertThat(
            project.answer("select count(*) from pg_description where description like 'kizaki %'"))
        .isEqualTo("0");
  }
}
