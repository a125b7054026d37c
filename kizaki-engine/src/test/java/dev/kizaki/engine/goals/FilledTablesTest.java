package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables are filled in batches, and what a fill does with a table. */
@FullRun
final class FilledTablesTest {
  private static final OnlineSettings SMALL = new OnlineSettings(OnlineSettings.Mode.AUTO, 1024);

  private static final String PLAIN = "Applying 0002_update_task...\nDone.\n";

  private static final String ADDED =
      """
      Applying 0002_update_task...
      0002_update_task: stage 2 of 6, filling task.token
      0002_update_task: stage 3 of 6, analyzing task
      0002_update_task: stage 5 of 6, validating task.token
      Done.
      """;

  @TempDir Path root;

  private StagedProject project;

  @AfterEach
  void close() throws SQLException {
    project.close();
  }

  @Test
  void aPublishedTableWithAKeyIsFilled() throws Exception {
    change(
        "id: int @primaryKey, size: int?", "id: int @primaryKey, size: int?, token: uuid = uuid()");
    project.execute("create publication all_of_it for all tables");
    assertThat(apply(SMALL)).isEqualTo(ADDED);
    assertThat(project.answer("select count(*) from pg_stats where attname = 'token'"))
        .isEqualTo("1");
  }

  /** PostgreSQL refuses an update of such a table. */
  @Test
  void aPublishedTableWithoutAReplicaIdentityIsNotFilled() throws Exception {
    change("id: int, size: int?", "id: int, size: int?, token: uuid = uuid()");
    project.execute(
        "alter table task replica identity nothing",
        "create publication all_of_it for tables in schema public");
    assertThat(apply(OnlineSettings.ALWAYS)).isEqualTo(PLAIN);
  }

  @Test
  void aPublishedTableWithAllColumnsAsReplicaIdentityIsFilled() throws Exception {
    change("id: int, size: int?", "id: int, size: int?, token: uuid = uuid()");
    project.execute(
        "alter table task replica identity full", "create publication of_task for table task");
    assertThat(apply(SMALL)).isEqualTo(ADDED);
  }

  @Test
  void aPublicationOfInsertsDoesNotMatter() throws Exception {
    change("id: int, size: int?", "id: int, size: int?, token: uuid = uuid()");
    project.execute("create publication of_task for table task with (publish = 'insert')");
    assertThat(apply(SMALL)).isEqualTo(ADDED);
  }

  /**
   * Such as one for an audit, which would fire for each batch, one that keeps the time of the last
   * update, or one for an outbox.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "after update on task execute function written()",
        "before update on task for each row execute function written()",
        "after insert or update on task for each row execute function written()"
      })
  void triggersOfOthersThatWouldNotFireKeepAChangePlain(String trigger) throws Exception {
    change("id: int, size: int?", "id: int, size: int?, token: uuid = uuid()");
    project.execute(
        "create table written (n int)",
        "create function written() returns trigger language plpgsql as"
            + " 'begin insert into public.written values (1); return new; end'",
        "create trigger written " + trigger);
    assertThat(apply(SMALL)).isEqualTo(PLAIN);
    assertThat(project.answer("select count(*) from written")).isEqualTo("0");
  }

  @Test
  void alwaysFiresTheTriggersOfOthers() throws Exception {
    change("id: int, size: int?", "id: int, size: int?, token: uuid = uuid()");
    project.execute(
        "create table written (n int)",
        "create function written() returns trigger language plpgsql as"
            + " 'begin insert into public.written values (1); return new; end'",
        "create trigger written before update on task for each row execute function written()");
    assertThat(apply(OnlineSettings.ALWAYS)).isEqualTo(ADDED);
    assertThat(project.answer("select count(*) from written")).isEqualTo("2000");
  }

  /** It changes what the second column is computed from. */
  @Test
  void aTriggerOfOthersThatChangesTheColumnIsSeen() throws Exception {
    change("id: int, size: int?", "id: int, size: bigint?");
    project.execute(
        "update task set size = id",
        "create function later() returns trigger language plpgsql as"
            + " 'begin new.size := new.size + 1; return new; end'",
        "create trigger later before update on task for each row execute function later()");
    apply(OnlineSettings.ALWAYS);
    assertThat(project.answer("select count(*) from task where size = id + 1")).isEqualTo("2000");
  }

  @Test
  void anUpdateOfNullsIsAFill() throws Exception {
    change("id: int, size: int?", "id: int, size: int?, more: int?");
    project.edit(
        "add Task.more: int\\?",
        "add Task.more: int?\n  update Task set size = 7 where sql(\"size is null\")");
    assertThat(apply(SMALL))
        .isEqualTo(
            """
            Applying 0002_update_task...
            0002_update_task: stage 2 of 4, filling task.size
            0002_update_task: stage 3 of 4, analyzing task
            Done.
            """);
    assertThat(project.answer("select count(*) from task where size = 7")).isEqualTo("1000");
    assertThat(project.answer("select count(*) from task where size is null")).isEqualTo("0");
  }

  /** The first window has 128 pages; each part of it is written by one statement. */
  @Test
  void ofAFewRowsAllButThoseOfTheFirstStripeAreWrittenAtOnce() throws Exception {
    change("id: int, size: int?", "id: int, size: int = 7");
    project.execute(
        "truncate task",
        "insert into task select n, nullif(n % 15, 0) from generate_series(1, 25000) n",
        "analyze task",
        "create table written (n int)",
        "create function audit() returns trigger language plpgsql as"
            + " 'begin insert into public.written select count(*) from new; return null; end'",
        "create trigger audit after update on task referencing new table as new"
            + " for each statement execute function audit()");
    apply(OnlineSettings.ALWAYS);
    assertThat(project.answer("select count(*) from task where size = 7 and id % 15 = 0"))
        .isEqualTo("1666");
    assertThat(
            project.answer(
                "select string_agg(case when n > 500 then 'many' else 'few' end, ', ')"
                    + " from written where n > 0"))
        .isEqualTo("few, many");
    assertThat(project.answer("select pg_relation_size('task') < 128 * 8192")).isEqualTo("t");
  }

  /** No row of the first stripe is to be written, which says nothing about the others. */
  @Test
  void halfOfTheRowsAreNotAFew() throws Exception {
    change("id: int, size: int?", "id: int, size: int = 7");
    project.execute(
        "truncate task",
        "insert into task select n, nullif(n % 2, 0) from generate_series(1, 25000) n",
        "analyze task");
    apply(OnlineSettings.ALWAYS);
    assertThat(project.answer("select count(*) from task where size = 7")).isEqualTo("12500");
    assertThat(project.answer("select pg_relation_size('task') < 142 * 8192")).isEqualTo("t");
  }

  @Test
  void anotherUpdateIsNot() throws Exception {
    change("id: int, size: int?", "id: int, size: int?, more: int?");
    project.edit(
        "add Task.more: int\\?",
        "add Task.more: int?\n  update Task set size = 7 where sql(\"id is null\")");
    assertThat(apply(OnlineSettings.ALWAYS)).isEqualTo(PLAIN);
  }

  /** Rows that a policy hides would be left out without a word. */
  @Test
  void aPolicyThatHidesRowsStopsTheFill() throws Exception {
    change("id: int, size: int?", "id: int, size: int?, token: uuid = uuid()");
    String name = project.project().test().name();
    project.execute(
        "create role %s_app login password 'x'".formatted(name),
        "alter schema public owner to %s_app".formatted(name),
        "alter table task owner to %s_app".formatted(name),
        "alter table __kizaki_migration owner to %s_app".formatted(name));
    try {
      Refusal refusal =
          catchThrowableOfType(
              Refusal.class,
              () ->
                  project.apply(
                      asRole(name + "_app"),
                      OnlineSettings.ALWAYS,
                      StagedProject.at(
                          "filling task.token",
                          () ->
                              project.execute(
                                  "alter table task enable row level security",
                                  "alter table task force row level security"))));
      assertThat(refusal.code()).contains(RefusalCode.MIGRATION_FAILED);
      assertThat(refusal)
          .hasMessageContaining(
              "PostgreSQL: query would be affected by row-level security policy for table \"task\"");
      project.execute("alter table task no force row level security");
      project.apply(asRole(name + "_app"), OnlineSettings.ALWAYS, new RecordedLines());
      assertThat(project.answer("select count(*) from task where token is null")).isEqualTo("0");
    } finally {
      project.execute(
          "reassign owned by %s_app to current_user".formatted(name),
          "drop owned by %s_app".formatted(name),
          "drop role %s_app".formatted(name));
    }
  }

  private DatabaseSettings asRole(String role) {
    return TestRequests.database(
        new DatabaseLocation.Server(
            project.project().test().jdbcUrl(), Optional.of(role), Optional.of(new Secret("x"))),
        "public",
        Duration.ofSeconds(5),
        Optional.empty());
  }

  /** Applies an entity with 2,000 rows, and plans its change. */
  private void change(String before, String after) throws IOException, SQLException {
    project = StagedProject.with(root, "entity Task { %s }\n".formatted(before));
    project.execute("insert into task select n, nullif(n % 2, 0) from generate_series(1, 2000) n");
    project.plan("entity Task { %s }\n".formatted(after));
  }

  private String apply(OnlineSettings online) {
    return project.apply(online).replaceAll("0002_[a-z_]+", "0002_update_task");
  }
}
