package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Three migrations, and the content of a database after none, one, two and all of them. Each
 * migration changes a counter in the rows, so that a statement that took effect twice is noticed.
 *
 * @param migrations the files
 * @param states the lines of the database, by the number of applied migrations
 */
record KillableHistory(Map<String, String> migrations, List<List<String>> states) {
  static final List<String> NAMES = List.of("0001_initial", "0002_add_points", "0003_add_note");

  private static final String PROJECT = "entity Project {\n  name: string @unique\n}\n";
  private static final String NOTE = "entity Note {\n  text: string\n  taskId: Task.id\n}\n";
  private static final String TASK = "entity Task {\n  title: string\n  projectId: Project.id\n";

  private static final List<String> SCHEMAS =
      List.of(
          PROJECT + TASK + "}\n",
          PROJECT + TASK + "  points: int = 0\n  @index([title])\n}\n",
          PROJECT + TASK + "  points: int = 0\n  @index([title])\n}\n" + NOTE);

  private static final List<String> PLANS =
      List.of(
          """
          migration "0001_initial" {
            add entity Project {
              id: uuid = uuid() @primaryKey
              name: string @unique
            }
            add entity Task {
              id: uuid = uuid() @primaryKey
              title: string
              projectId: Project.id
            }
            run sql("insert into project values ('00000000-0000-0000-0000-000000000001', 'One')")
            run sql("insert into task (id, title, project_id) select ('00000000-0000-0000-0000-0000000000' || n)::uuid, 'Task ' || n, id from project, generate_series(10, 39) n")
          }
          """,
          """
          migration "0002_add_points" {
            add Task.points: int = 0
            add index Task([title])
            run sql("update task set points = points + 1")
          }
          """,
          """
          migration "0003_add_note" {
            add entity Note {
              id: uuid = uuid() @primaryKey
              text: string
              taskId: Task.id
            }
            run sql("insert into note (id, text, task_id) select id, title, id from task")
            run sql("select pg_sleep(0.3)")
            run sql("update task set points = points + 10")
          }
          """);

  /** Plans and applies the migrations one by one, in builds that are not killed. */
  static KillableHistory applied() throws Exception {
    List<List<String>> states = new ArrayList<>();
    try (TestDatabase database = PostgresServers.version(EmbeddedFolder.MAJOR).freshDatabase()) {
      states.add(text(database));
      UserProject project = UserProject.named("killed-history").using(database);
      for (int i = 0; i < NAMES.size(); i++) {
        project
            .schema(SCHEMAS.get(i))
            .write("migrations/" + NAMES.get(i) + "/plan.migration", PLANS.get(i));
        assertThat(project.maven("kizaki:plan kizaki:apply").transcript())
            .contains("Accepted migrations/" + NAMES.get(i) + "/plan.migration as it stands.")
            .endsWith("Applying " + NAMES.get(i) + "...\nDone.\nBUILD SUCCESS\n");
        states.add(text(database));
      }
      assertThat(states).doesNotHaveDuplicates();
      return new KillableHistory(project.migrations(), List.copyOf(states));
    }
  }

  private static List<String> text(TestDatabase database)
      throws SQLException, InterruptedException {
    try (Connection connection = database.connect()) {
      return DatabaseText.of(connection);
    }
  }

  /** A project with all migrations, and without a database. */
  UserProject project(String name) {
    UserProject project = UserProject.named(name).schema(SCHEMAS.get(SCHEMAS.size() - 1));
    migrations.forEach(project::write);
    return project;
  }

  /** The number of migrations in a database; fails if one is applied in part. */
  int wholeMigrations(List<String> text) {
    assertThat(text).isIn(states);
    return states.indexOf(text);
  }

  /** The output of {@code apply} on a database with this number of migrations. */
  static String transcript(int applied) {
    StringBuilder said = new StringBuilder("$ kizaki:apply\n");
    NAMES
        .subList(applied, NAMES.size())
        .forEach(name -> said.append("Applying ").append(name).append("...\n"));
    return said + (applied == NAMES.size() ? "Nothing to apply.\n" : "Done.\n") + "BUILD SUCCESS\n";
  }
}
