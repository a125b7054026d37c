package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The view that stands for a table between the phases of a deploy has what the table has. */
@FullRun
final class CompatibilityViewTest {
  private static final String BEFORE =
      """
      entity Task {
        id: int = autoincrement() @primaryKey
        title: string
        size: int = 7
        code: int = 3
      }
      """;

  private static final String AFTER = BEFORE.replace("code:", "number:");
  private static final String RENAME = "rename Task.code -> Task.number";

  @TempDir Path root;

  private StagedProject project(String... commands) throws IOException, SQLException {
    StagedProject project = StagedProject.with(root, BEFORE);
    project.execute(commands);
    project.plan(AFTER, RENAME);
    return project;
  }

  private static String rights(StagedProject project, String relation) throws SQLException {
    return project.answer(
        """
        select string_agg(format('%%s %%s %%s', a.grantee::regrole, a.privilege_type, a.is_grantable),
          ', ' order by a.grantee::regrole::text, a.privilege_type)
        from pg_class c, aclexplode(c.relacl) a
        where c.oid = '%s'::regclass and a.grantee <> c.relowner\
        """
            .formatted(relation)
            .replace("%%", "%"));
  }

  @Test
  void itHasTheOwnerTheGrantsTheDefaultsAndTheComments() throws IOException, SQLException {
    try (StagedProject project =
        project(
            "create role reader",
            "create role writer",
            "create role owner_of_tasks",
            "grant create, usage on schema public to owner_of_tasks",
            "grant select on task to reader with grant option",
            "grant insert, update (title, code), select (id, code) on task to writer",
            "comment on column task.title is 'what to do'",
            "comment on column task.code is 'a code'",
            "alter default privileges grant all on tables to reader",
            "alter table task owner to owner_of_tasks")) {
      String rights = rights(project, "task");
      List<String> before = project.catalog();
      project.apply(DeployPhase.EXPAND);
      assertThat(project.answer("select relkind from pg_class where oid = 'task'::regclass"))
          .isEqualTo("v");
      assertThat(rights(project, "task")).isEqualTo(rights).contains("reader SELECT t");
      assertThat(rights(project, "\"task~kz\"")).isEqualTo(rights);
      assertThat(
              project.answer("select relowner::regrole from pg_class where oid = 'task'::regclass"))
          .isEqualTo("owner_of_tasks");
      assertThat(
              project.answer(
                  "select string_agg(attname || coalesce(': ' || col_description(attrelid, attnum), ''),"
                      + " ', ' order by attnum) from pg_attribute"
                      + " where attrelid = 'task'::regclass and attnum > 0"))
          .isEqualTo("id, title: what to do, size, code: a code, number: a code");
      project.execute(
          "insert into task (title) values ('one')",
          "update task set size = default",
          "insert into task values (default, 'two', 1, 2)");
      assertThat(project.answer("select size || ' ' || number from task where title = 'one'"))
          .isEqualTo("7 3");
      try (Connection connection = project.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("set role writer");
        statement.execute("insert into task (title, number) values ('three', 4)");
        statement.execute("update task set number = 5, title = 'x'");
        statement.execute("select id, code, number from task");
      }
      project.abort(true);
      assertThat(project.catalog()).isEqualTo(before);
      project.apply(DeployPhase.EXPAND);
      project.apply(DeployPhase.CONTRACT);
      assertThat(rights(project, "task")).isEqualTo(rights);
      project.assertNothingLeft();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create publication everything for table task | the table is published under its name
          create function own() returns trigger language plpgsql as 'begin return new; end'; create trigger own before insert on task for each row execute function own() | trigger own would be called for another table name
          create function twice(task) returns int language sql as 'select 2' | uses the row type of the table
          alter table task enable row level security; grant select (id) on task to pg_monitor | the table has row level security and grants on columns
          """)
  void whereNoViewCanStandAKeyIsNotRenamed(String command, String reason)
      throws IOException, SQLException {
    try (StagedProject project = StagedProject.with(root, BEFORE)) {
      project.execute(command);
      project.plan(BEFORE.replace("id:", "key:"), "rename Task.id -> Task.key");
      List<String> before = project.catalog();
      Refusal refusal =
          catchThrowableOfType(Refusal.class, () -> project.apply(DeployPhase.EXPAND));
      assertThat(refusal.code()).contains(RefusalCode.PHASES_IMPOSSIBLE);
      assertThat(refusal)
          .hasMessageContaining("because no view can stand for the table task: ")
          .hasMessageContaining(reason)
          .hasMessageContaining("id is part of the key, which both versions need");
      assertThat(project.catalog()).isEqualTo(before);
      assertThat(project.status()).contains("Pending: 0002_").doesNotContain("Expanded");
    }
  }

  /** A view for the rows that a role may see, as the table. */
  @Test
  void rowLevelSecurityHoldsForTheView() throws IOException, SQLException {
    try (StagedProject project =
        project(
            "create role somebody",
            "insert into task (title, size) values ('mine', 1), ('yours', 2)",
            "grant select on task to somebody",
            "alter table task enable row level security",
            "create policy own on task to somebody using (size = 1)")) {
      project.apply(DeployPhase.EXPAND);
      try (Connection connection = project.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("set role somebody");
        var rows = statement.executeQuery("select string_agg(title, ',') from task");
        rows.next();
        assertThat(rows.getString(1)).isEqualTo("mine");
      }
    }
  }
}
