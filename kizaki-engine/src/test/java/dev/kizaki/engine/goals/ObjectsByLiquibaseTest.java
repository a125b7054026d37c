package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.ChangelogRequest;
import dev.kizaki.engine.api.Project;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Objects in SQL that Liquibase makes anew keep what was done to them by hand, there and back, and
 * a rollback brings the texts before.
 */
@FullRun
final class ObjectsByLiquibaseTest {
  private static final String REVISION =
      """
      entity Task { title: string }
      object OpenTask uses [Task] {
        create "create view open_task as select %1$s, title from task"
      }
      object Totals uses [Task] {
        create "create materialized view totals as select title, %2$s as n from task group by title"
      }
      object Touch uses [Task] {
        create \"""
          create function touch(%3$s) returns int language sql as $$ select %4$s /* ${user.name}; */ $$;
          create function touch_task() returns trigger language plpgsql as 'begin return new; end';
          create trigger touched before update on task for each row execute function touch_task()\"""
      }
      object Label uses [Task] {
        create \"""
          create function label(t task) returns text language plpgsql as $$
          begin
            return '%4$s ${user.name}'; -- ; the end
          end $$\"""
      }
      """;

  private static final List<String> REVISIONS =
      List.of(
          REVISION.formatted("id", "count(*)", "a int", "1"),
          REVISION.formatted("id::text as id", "sum(1)", "a int, b int", "2"));

  private static final List<String> BY_HAND =
      List.of(
          "grant select on open_task, totals to public",
          "grant update (title) on open_task to public",
          "comment on view open_task is 'by hand'",
          "create unique index totals_by_hand on totals (title)",
          "alter table task disable trigger touched");

  /** What is kept of the work by hand, in one text; the role has only the rights of everybody. */
  private static final String KEPT =
      """
      select concat_ws(' ',
        has_table_privilege('pg_monitor', 'open_task', 'select'),
        has_column_privilege('pg_monitor', 'open_task', 'title', 'update'),
        has_table_privilege('pg_monitor', 'totals', 'select'),
        obj_description('open_task'::regclass, 'pg_class'),
        to_regclass('totals_by_hand'),
        (select tgenabled from pg_trigger where tgname = 'touched'))\
      """;

  private static final String TEXTS =
      """
      select string_agg(proname || pg_get_function_arguments(oid) || prosrc, ';' order by proname)
          || pg_get_viewdef('open_task'::regclass) || pg_get_viewdef('totals'::regclass)
        from pg_proc where pronamespace = 'public'::regnamespace\
      """;

  private static Project project;
  private static final List<String> MIGRATIONS = new ArrayList<>();
  private static final List<String> TEXTS_OF = new ArrayList<>();

  @BeforeAll
  static void plan(@TempDir Path root) throws Exception {
    project = AppliedProject.project(root);
    try (AppliedProject applied =
        new AppliedProject(root, PostgresServers.version(18).freshDatabase())) {
      for (String revision : REVISIONS) {
        AppliedProject.write(root, "src/main/inspire/all.inspire", revision);
        Kizaki kizaki = new Kizaki(new RecordedLines());
        MIGRATIONS.add(
            kizaki
                .plan(AppliedProject.planning(project, applied.database()))
                .migration()
                .orElseThrow());
        Path plan =
            project
                .migrationsDirectory()
                .resolve(MIGRATIONS.get(MIGRATIONS.size() - 1))
                .resolve("plan.migration");
        Files.writeString(
            plan,
            Files.readString(plan)
                .replace("change object OpenTask {", "change object OpenTask, made anew {"));
        kizaki.apply(new ApplyRequest(project, applied.database(), Optional.empty()));
        TEXTS_OF.add(query(applied.test(), TEXTS));
      }
    }
    new Kizaki(new RecordedLines())
        .changelog(new ChangelogRequest(project, "public", new TestLiquibase().on(), false));
    for (int count = 1; count <= MIGRATIONS.size(); count++) {
      Files.writeString(
          project.migrationsDirectory().resolve(master(count)),
          new LiquibaseRenderer().master(MIGRATIONS.subList(0, count)));
    }
  }

  @ParameterizedTest
  @CsvSource({"14, 4", "18, 5"})
  void objectsThatAreMadeAnewKeepWhatWasDoneByHand(int major, int version) throws Exception {
    LiquibaseCommands liquibase =
        version == 5 ? LiquibaseRunner.VERSION_5 : LiquibaseRunner.VERSION_4;
    Path directory = project.migrationsDirectory();
    try (TestDatabase database = PostgresServers.version(major).freshDatabase();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema liquibase");
      liquibase.update(connection, directory, master(1));
      assertThat(texts(database)).isEqualTo(texts(TEXTS_OF.get(0)));
      byHand(database);
      String kept = query(database, KEPT);
      assertThat(kept).isEqualTo("t t t by hand totals_by_hand D");

      liquibase.update(connection, directory, master(2));
      assertThat(texts(database)).isEqualTo(texts(TEXTS_OF.get(1)));
      assertThat(query(database, KEPT)).isEqualTo(kept);
      status(database);

      int changeSets =
          Integer.parseInt(
              query(
                  database,
                  "select count(*) from liquibase.databasechangelog where id like '%s%%'"
                      .formatted(MIGRATIONS.get(1))));
      liquibase.rollback(connection, directory, master(2), changeSets);
      assertThat(texts(database)).isEqualTo(texts(TEXTS_OF.get(0)));
      assertThat(query(database, KEPT)).isEqualTo(kept);

      liquibase.update(connection, directory, master(2));
      assertThat(texts(database)).isEqualTo(texts(TEXTS_OF.get(1)));
      assertThat(query(database, KEPT)).isEqualTo(kept);
    }
  }

  private static void byHand(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String command : BY_HAND) {
        statement.execute(command);
      }
    }
  }

  private static void status(TestDatabase database) {
    RecordedLines output = new RecordedLines();
    new Kizaki(output)
        .status(
            TestRequests.status(
                project,
                new AppliedProject(project.root(), database).database(),
                EnumSet.of(FailOn.PENDING, FailOn.HISTORY)));
    assertThat(output.text()).contains("Latest applied: " + MIGRATIONS.get(1));
  }

  private static String texts(TestDatabase database) throws SQLException {
    return texts(query(database, TEXTS));
  }

  /** Older servers qualify columns in the text of a view. */
  private static String texts(String text) {
    return text.replace("task.", "").replaceAll("\\s+", " ");
  }

  private static String query(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String master(int count) {
    return "first-" + count + ".xml";
  }
}
