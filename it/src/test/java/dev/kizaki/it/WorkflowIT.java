package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A developer's work from the first plan to the fifth, build after build. */
final class WorkflowIT {
  private static final String INITIAL =
      """
      entity Task {
        title: string
        ownerId: __User.id
      }
      """;
  private static final String WITH_DUE_DATE =
      """
      entity Task {
        title: string
        ownerId: __User.id
        dueDate: datetime?
      }
      """;
  private static final String WITH_ASSIGNEE =
      """
      entity Task {
        title: string
        assigneeId: __User.id
        dueDate: datetime?
      }
      """;
  private static final String WITH_STATUS =
      """
      entity Task {
        title: string
        assigneeId: __User.id
        dueDate: datetime?
        status: TaskStatus = Todo
      }
      enum TaskStatus { Todo, Doing, Done }
      """;
  private static final String ASKED =
      """
      migration "0003_rename_owner" {
        // Task.ownerId is gone, Task.assigneeId is new, both __User.id. One field renamed, or two fields?
        // Renamed: rows keep their values. Two fields: values of ownerId are deleted, rows get what you say.
        [RESOLVE] either {
          rename Task.ownerId -> Task.assigneeId
        } or {
          drop Task.ownerId
          add Task.assigneeId: __User.id backfill [RESOLVE]
        }
      }
      """;
  private static final String ROW =
      """
      WITH anna AS (INSERT INTO __user VALUES ('00000000-0000-0000-0000-00000000000a') RETURNING id)
      INSERT INTO task (title, owner_id) SELECT 'Write', id FROM anna
      """;

  @Test
  void fromTheFirstPlanToARewrittenDraft() throws SQLException {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      UserProject project = UserProject.named("workflow").using(database).schema(INITIAL);
      assertThat(project.maven("kizaki:plan kizaki:apply").transcript())
          .isEqualTo(
              """
              $ kizaki:plan
              Generated migrations/0001_initial/plan.migration
              - add system __User
              - add entity Task {
                  id: uuid = uuid() @primaryKey
                  title: string
                  ownerId: __User.id
                }
              $ kizaki:apply
              Applying 0001_initial...
              Done.
              BUILD SUCCESS
              """);

      project.schema(WITH_DUE_DATE);
      assertThat(project.maven("kizaki:plan kizaki:dry-run kizaki:apply").transcript())
          .isEqualTo(
              """
              $ kizaki:plan
              Generated migrations/0002_add_due_date/plan.migration
              - add Task.dueDate: datetime?
              $ kizaki:dry-run
              Migration 0002_add_due_date
              - add Task.dueDate: datetime?
                  note: task (rows unknown, 24.0 kB): ACCESS EXCLUSIVE lock, blocks
                        reads and writes
              No changes applied.
              $ kizaki:apply
              Applying 0002_add_due_date...
              Done.
              BUILD SUCCESS
              """);

      execute(database, ROW);
      renameOwner(project);
      assertThat(column(database, "SELECT title || ' ' || assignee_id FROM task"))
          .isEqualTo("Write 00000000-0000-0000-0000-00000000000a");

      project.schema(WITH_STATUS);
      assertThat(project.maven("kizaki:plan kizaki:apply kizaki:status").transcript())
          .isEqualTo(
              """
              $ kizaki:plan
              Generated migrations/0004_add_status/plan.migration
              - add enum TaskStatus { Todo, Doing, Done }
              - add Task.status: TaskStatus = Todo
              $ kizaki:apply
              Applying 0004_add_status...
              Done.
              $ kizaki:status
              Latest committed: 0004_add_status
              Latest applied: 0004_add_status
              Source drift: none
              BUILD SUCCESS
              """);
      assertThat(column(database, "SELECT status FROM task")).isEqualTo("Todo");

      reworkRoles(project);
    }
  }

  /** Answers the question in the file by keeping the statement of one choice. */
  private static void renameOwner(UserProject project) {
    project.schema(WITH_ASSIGNEE);
    assertThat(project.maven("kizaki:plan", Map.of("name", "rename_owner")).transcript())
        .isEqualTo(
            """
            $ kizaki:plan
            Generated migrations/0003_rename_owner/plan.migration
            - [RESOLVE] either {
                rename Task.ownerId -> Task.assigneeId
              } or {
                drop Task.ownerId
                add Task.assigneeId: __User.id backfill [RESOLVE]
              }
            [WARNING] Resolve migrations/0003_rename_owner/plan.migration:4: Task.ownerId is gone, \
            Task.assigneeId is new, both __User.id. One field renamed, or two fields?
            BUILD SUCCESS
            """);
    assertThat(project.read("migrations/0003_rename_owner/plan.migration")).isEqualTo(ASKED);
    assertThat(project.maven("kizaki:apply").transcript())
        .isEqualTo(
            """
            $ kizaki:apply
            BUILD FAILURE
            [ERROR] 1 open question in the history: [KIZ305]
            [ERROR]   migrations/0003_rename_owner/plan.migration:4: Task.ownerId is gone, \
            Task.assigneeId is new, both __User.id. One field renamed, or two fields?
            [ERROR] Replace each [RESOLVE] in the plan, or answer with \
            `mvn kizaki:plan -Dkizaki.resolve="…"`.
            """);

    project.write(
        "migrations/0003_rename_owner/plan.migration",
        """
        migration "0003_rename_owner" {
          rename Task.ownerId -> Task.assigneeId
        }
        """);
    assertThat(project.maven("kizaki:plan kizaki:apply").transcript())
        .isEqualTo(
            """
            $ kizaki:plan
            No schema changes.
            $ kizaki:apply
            Applying 0003_rename_owner...
            Done.
            BUILD SUCCESS
            """);
  }

  /**
   * A draft follows the schema until it is applied, and is removed when the schema is changed back.
   */
  private static void reworkRoles(UserProject project) {
    project.schema(WITH_STATUS + "entity Role { name: string @unique }\n");
    assertThat(project.maven("kizaki:plan", Map.of("name", "Rework roles")).transcript())
        .isEqualTo(
            """
            $ kizaki:plan
            Generated migrations/0005_rework_roles/plan.migration
            - add entity Role {
                id: uuid = uuid() @primaryKey
                name: string @unique
              }
            BUILD SUCCESS
            """);

    project.schema(WITH_STATUS + "entity Role { name: string }\n");
    assertThat(project.maven("kizaki:plan").transcript())
        .isEqualTo(
            """
            $ kizaki:plan
            Rewriting migrations/0005_rework_roles/ because it is still unapplied locally.
            - add entity Role {
                id: uuid = uuid() @primaryKey
                name: string
              }
            BUILD SUCCESS
            """);
    assertThat(project.read("migrations/0005_rework_roles/plan.migration"))
        .isEqualTo(
            """
            migration "0005_rework_roles" {
              add entity Role {
                id: uuid = uuid() @primaryKey
                name: string
              }
            }
            """);

    project.schema(WITH_STATUS);
    assertThat(project.maven("kizaki:plan kizaki:status").transcript())
        .isEqualTo(
            """
            $ kizaki:plan
            Removed migrations/0005_rework_roles/ because the schema is back at 0004_add_status.
            $ kizaki:status
            Latest committed: 0004_add_status
            Latest applied: 0004_add_status
            Source drift: none
            BUILD SUCCESS
            """);
    assertThat(project.written().keySet()).noneMatch(file -> file.contains("0005"));
  }

  @Test
  void dropsAndAddsAFieldInsteadOfARename() throws SQLException {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      UserProject project =
          UserProject.named("workflow-drop-and-add").using(database).schema(WITH_DUE_DATE);
      project.maven("kizaki:plan kizaki:apply");
      execute(database, ROW);
      execute(database, "INSERT INTO __user VALUES ('00000000-0000-0000-0000-00000000000b')");
      project.schema(WITH_ASSIGNEE).maven("kizaki:plan");

      project.write(
          "migrations/0002_rename_owner_id/plan.migration",
          """
          migration "0002_rename_owner_id" {
            add Task.assigneeId: __User.id backfill "00000000-0000-0000-0000-00000000000b"
            drop Task.ownerId
          }
          """);
      assertThat(project.maven("kizaki:plan kizaki:apply kizaki:status").transcript())
          .isEqualTo(
              """
              $ kizaki:plan
              Updated kizaki's comments in migrations/0002_rename_owner_id/plan.migration.
              No schema changes.
              $ kizaki:apply
              Applying 0002_rename_owner_id...
              [WARNING] Data loss: the values of Task.ownerId are deleted.
              Done.
              $ kizaki:status
              Latest committed: 0002_rename_owner_id
              Latest applied: 0002_rename_owner_id
              Source drift: none
              BUILD SUCCESS
              """);
      assertThat(column(database, "SELECT title || ' ' || assignee_id FROM task"))
          .isEqualTo("Write 00000000-0000-0000-0000-00000000000b");
    }
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The single value that a query returns. */
  private static String column(TestDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      String value = rows.getString(1);
      assertThat(rows.next()).isFalse();
      return value;
    }
  }
}
