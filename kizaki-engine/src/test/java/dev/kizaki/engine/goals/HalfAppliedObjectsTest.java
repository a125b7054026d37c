package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.StatusRequest.FailOn;
import dev.kizaki.engine.liquibase.LiquibaseCommands;
import dev.kizaki.engine.liquibase.LiquibaseRenderer;
import dev.kizaki.engine.liquibase.LiquibaseRunner;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import dev.kizaki.engine.testing.TestLiquibase;
import dev.kizaki.engine.testing.TestRequests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A migration that drops objects in SQL and adds them again fails in Liquibase. However it goes on,
 * the objects have what was done to them by hand.
 */
@FullRun
final class HalfAppliedObjectsTest {
  private static final String FIRST = "0001_initial";
  private static final String SECOND = "0002_second";
  private static final String BEFORE =
      """
      entity Task { title: string, points: int }
      object OpenTask uses [Task] {
        create "create view open_task as select id, title from task"
      }
      object CountTasks uses [Task] {
        create "create function count_tasks() returns bigint language sql as 'select count(*) from task'"
      }
      object Touch uses [Task] {
        create \"""
          create function touch() returns trigger language plpgsql as 'begin return new; end';
          create trigger touched before update of title on task for each row execute function touch()\"""
      }
      """;
  private static final String AFTER =
      """
      entity Job { name: string @unique, points: int @unique }
      object OpenTask uses [Job] {
        create "create view open_task as select id, name from job"
      }
      object CountTasks uses [Job] {
        create "create function count_tasks() returns bigint language sql as 'select count(*) from job'"
      }
      object Touch uses [Job] {
        create \"""
          create function touch() returns trigger language plpgsql as 'begin return new; end';
          create trigger touched before update of name on job for each row execute function touch()\"""
      }
      """;

  private static final List<String> BY_HAND =
      List.of(
          "grant select on open_task to public",
          "comment on view open_task is 'by hand'",
          "alter table task disable trigger touched",
          "revoke execute on function count_tasks() from public");

  private static final String KEPT =
      """
      select concat_ws(' ',
        has_table_privilege('pg_monitor', 'open_task', 'select'),
        obj_description('open_task'::regclass, 'pg_class'),
        (select tgenabled from pg_trigger where tgname = 'touched'),
        has_function_privilege('pg_monitor', 'count_tasks()', 'execute'))\
      """;

  private static Project project;

  @BeforeAll
  static void plan(@TempDir Path root) throws Exception {
    project = AppliedProject.project(root);
    try (AppliedProject applied =
        new AppliedProject(root, PostgresServers.version(18).freshDatabase())) {
      plan(applied, BEFORE, FIRST, "");
      new Kizaki(new RecordedLines())
          .apply(new ApplyRequest(project, applied.database(), Optional.empty()));
      plan(applied, AFTER, SECOND, "rename entity Task -> Job; rename Job.title -> Job.name");
      Path plan = project.migrationsDirectory().resolve(SECOND).resolve("plan.migration");
      String text = Files.readString(plan);
      String last = "  add unique Job([points])\n";
      assertThat(text).contains(last);
      Files.writeString(plan, text.replace(last, "").replaceFirst("}\n$", last + "}\n"));
      plan(applied, AFTER, SECOND, "");
      assertThat(Files.readString(plan)).endsWith(last + "}\n");
    }
    new Kizaki(new RecordedLines())
        .changelog(new ChangelogRequest(project, "public", new TestLiquibase().on(), false));
    Files.writeString(
        project.migrationsDirectory().resolve("first.xml"),
        new LiquibaseRenderer().master(List.of(FIRST)));
  }

  private static void plan(AppliedProject applied, String schema, String name, String answers)
      throws Exception {
    AppliedProject.write(project.root(), "src/main/inspire/all.inspire", schema);
    new Kizaki(new RecordedLines())
        .plan(
            TestRequests.plan(
                project,
                applied.database(),
                Optional.of(name.substring(5)),
                Optional.of(answers).filter(each -> !each.isEmpty()),
                Optional.empty(),
                false,
                false,
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"14, 4, true", "14, 5, false", "18, 4, false", "18, 5, true"})
  void whatWasDoneByHandStays(int major, int version, boolean completed) throws Exception {
    LiquibaseCommands liquibase =
        version == 5 ? LiquibaseRunner.VERSION_5 : LiquibaseRunner.VERSION_4;
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      execute(database, "create schema liquibase");
      update(liquibase, database, "first.xml");
      execute(database, BY_HAND);
      execute(database, "insert into task (title, points) values ('a', 1), ('a', 1)");
      String kept = query(database, KEPT);
      assertThat(kept).isEqualTo("t by hand D f");

      // The two equal titles stop the change set of the objects: nothing has happened.
      assertThatThrownBy(() -> update(liquibase, database)).hasMessageContaining("job_name_key");
      assertThat(query(database, KEPT)).isEqualTo(kept);
      assertThat(status(database)).contains("Pending: " + SECOND).doesNotContain("half done");

      // The two equal points stop the one after it.
      execute(database, "update task set title = id::text");
      assertThatThrownBy(() -> update(liquibase, database)).hasMessageContaining("job_points_key");
      assertThat(query(database, KEPT)).isEqualTo(kept);
      assertThat(status(database)).contains("1 of its change sets is executed, 0002_second-1.");
      assertThatThrownBy(() -> apply(database))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("Liquibase has left 0002_second half done");

      if (completed) {
        execute(database, "update job set points = (ctid::text::point)[1]");
        update(liquibase, database);
        assertThat(apply(database)).isEqualTo("Nothing to apply.\n");
      } else {
        rollBack(liquibase, database);
        assertThat(query(database, KEPT)).isEqualTo(kept);
        assertThat(query(database, "select count_tasks()")).isEqualTo("2");
        execute(database, "update task set points = (ctid::text::point)[1]");
        assertThat(apply(database)).endsWith("Done.\n");
        update(liquibase, database);
      }
      assertThat(query(database, KEPT)).isEqualTo(kept);
      assertThat(query(database, "select count_tasks()")).isEqualTo("2");
      assertThat(status(database))
          .isEqualTo(
              """
              Latest committed: 0002_second
              Latest applied: 0002_second
              Source drift: none
              """);
    }
  }

  private static void update(LiquibaseCommands liquibase, TestDatabase database)
      throws SQLException {
    update(liquibase, database, "changelog-master.xml");
  }

  private static void update(LiquibaseCommands liquibase, TestDatabase database, String master)
      throws SQLException {
    try (Connection connection = database.connect()) {
      liquibase.update(connection, project.migrationsDirectory(), master);
    }
  }

  private static void rollBack(LiquibaseCommands liquibase, TestDatabase database)
      throws SQLException {
    try (Connection connection = database.connect()) {
      liquibase.rollback(connection, project.migrationsDirectory(), "changelog-master.xml", 1);
    }
  }

  private static String apply(TestDatabase database) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).apply(new ApplyRequest(project, settings(database), Optional.empty()));
    return lines.text();
  }

  private static String status(TestDatabase database) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .status(TestRequests.status(project, settings(database), EnumSet.noneOf(FailOn.class)));
    return lines.text();
  }

  private static DatabaseSettings settings(TestDatabase database) {
    return new AppliedProject(project.root(), database).database();
  }

  private static void execute(TestDatabase database, String command) throws SQLException {
    execute(database, List.of(command));
  }

  private static void execute(TestDatabase database, List<String> commands) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private static String query(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
