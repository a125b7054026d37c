package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What objects made and somebody changed by hand is drift. */
@FullRun
class ObjectDriftTest {
  private static final String SCHEMA =
      """
      entity Task {
        id: int @primaryKey
        title: varchar(20)
      }

      object OpenTask uses [Task] {
        create \"""create view open_task as select id, title from task where title in ('a', 'b')\"""
      }

      object Touch uses [Task] {
        create \"""
          create function touch(int, text) returns trigger language plpgsql as $$
          begin
            new.title := upper(new.title);
            return new;
          end $$;
          create domain short as text check (char_length(value) < 9)\"""
      }
      """
          .replace("touch(int, text) returns trigger", "touch() returns trigger")
          .replace(
              "create domain",
              "create trigger touched before insert on task for each row execute function"
                  + " touch();\n    create domain");

  /** Makes the view anew from its printed text, as a restore does. */
  private static final String RESTORE =
      """
      do $$
      declare query text := pg_get_viewdef('open_task'::regclass);
      begin
        drop view open_task;
        execute 'create view open_task as ' || query;
      end $$\
      """;

  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void whatIsChangedOrMissingIsDrift(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      ObjectProject project = new ObjectProject(root, database);
      project.migrate(SCHEMA);
      assertThat(project.status(false))
          .contains("Source drift: none")
          .doesNotContain("Unmanaged", "Cannot tell");

      project.execute("alter table task disable trigger touched");
      assertThat(project.status(false)).doesNotContain("Database drift", "Cannot tell");

      project.execute(
          """
          create or replace function touch() returns trigger language plpgsql as $$
          begin
            new.title := lower(new.title);
            return new;
          end $$\
          """,
          "drop trigger touched on task",
          "create trigger touched after insert on task for each row execute function touch()",
          "drop domain short");
      RecordedLines lines = new RecordedLines();
      assertThatThrownBy(() -> project.status(false, lines)).isInstanceOf(Refusal.class);
      assertThat(lines.text())
          .contains(
              "Database drift: function touch() was changed: definition",
              "-  new.title := upper(new.title);",
              "+  new.title := lower(new.title);",
              "Database drift: trigger touched on task was changed: definition",
              "Database drift: type short is missing");
      assertThatThrownBy(() -> project.migrate(SCHEMA.replace("varchar(20)", "varchar(30)")))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("The database differs from what its migrations made");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aRestoredViewIsNoDriftAndAnotherMeaningIs(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      ObjectProject project = new ObjectProject(root, database);
      project.migrate(SCHEMA);
      project.execute(RESTORE);
      assertThat(project.status(false))
          .contains("Cannot tell whether expressions were changed: view open_task.")
          .contains("-Dkizaki.compare");
      assertThat(project.status(true)).doesNotContain("Cannot tell", "Database drift");
      project.execute(
          "create or replace view open_task as select id, title from task where title = 'a'");
      assertThat(project.status(false)).contains("Cannot tell");
      RecordedLines lines = new RecordedLines();
      assertThatThrownBy(() -> project.status(true, lines)).isInstanceOf(Refusal.class);
      assertThat(lines.text()).contains("Database drift: view open_task was changed");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void whatFollowsARenameIsKept(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      ObjectProject project = new ObjectProject(root, database);
      String state = "enum State { Open, Done }\n";
      String view =
          """

          object Seen uses [Task] { create \"""create view seen as select * from task\""" }
          object Again uses [Seen] { create \"""create view again as select * from seen\""" }
          """;
      String entity = "entity Task {\n  id: int @primaryKey\n  state: State = Open\n}\n";
      project.migrate(state + entity + view);
      String kept = "select count(*) from __kizaki_migration, jsonb_object_keys(kept_forms)";
      assertThat(project.value(kept)).isEqualTo("2");
      project.migrate(state + entity.replace("}", "  note: string?\n}") + view);
      assertThat(project.value(kept)).isEqualTo("4");
      assertThat(project.status(false)).doesNotContain("Cannot tell", "Database drift");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aChangedTriggerStaysDisabledAndACommentLeftOutIsGone(int major) throws Exception {
    try (TestDatabase database = PostgresServers.version(major).freshDatabase()) {
      ObjectProject project = new ObjectProject(root, database);
      String commented =
          SCHEMA
              .replace("create domain short as text check (char_length(value) < 9)", "")
              .replace("title in ('a', 'b')\"", "title = 'a'; comment on view open_task is 'x'\"");
      project.migrate(commented);
      project.execute("alter table task disable trigger touched");
      String plan = project.migrate(commented.replace("upper(", "lower("));
      assertThat(plan).contains("change object Touch {");
      assertThat(project.value("select tgenabled from pg_trigger where tgname = 'touched'"))
          .isEqualTo("D");
      String next = commented.replace("upper(", "lower(");
      plan = project.migrate(next.replace("; comment on view open_task is 'x'", ""));
      assertThat(plan).contains("change object OpenTask, made anew {");
      assertThat(project.value("select obj_description('open_task'::regclass)")).isNull();
    }
  }
}
