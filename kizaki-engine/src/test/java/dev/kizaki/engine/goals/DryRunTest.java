package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DatabaseLocation;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Secret;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dry-run} prints for a planned migration that is not applied. */
@FullRun
final class DryRunTest {
  @TempDir Path root;
  private AppliedProject project;

  @BeforeEach
  void plan() throws IOException {
    project = AppliedProject.in(root);
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        """
        entity Task {
          title: string @unique
          projectId: Project.id
          status: TaskStatus = Blocked
          points: int?
          parentId: Project.id?
        }
        """);
    AppliedProject.write(
        root, "src/main/inspire/status.inspire", "enum TaskStatus { Todo, Blocked, Done }\n");
    new Kizaki(new RecordedLines())
        .plan(AppliedProject.planning(AppliedProject.project(root), project.database()));
  }

  @AfterEach
  void drop() throws SQLException {
    project.close();
  }

  @Test
  void listsTheLocksAndWorkOfEachStatement() throws SQLException {
    execute("INSERT INTO project (name) SELECT n FROM generate_series(1, 50) AS n", "ANALYZE");
    assertThat(dryRun(project.database()))
        .isEqualTo(
            """
            Migration 0004_update_schema
            - add value TaskStatus.Blocked after TaskStatus.Todo
                note: task (about 0 rows, 24.0 kB): ACCESS EXCLUSIVE lock, blocks
                      reads and writes; rewrites every row
                note: the type is rebuilt because this migration also uses the new
                      value; with two migrations, one that adds the value and one
                      that uses it, no row is rewritten
                check: no objects of others that use Task.status
                check: no objects of others that use the enum TaskStatus
            - add Task.parentId: Project.id?
                note: task (about 0 rows, 24.0 kB): ACCESS EXCLUSIVE lock, blocks
                      reads and writes; reads every row
                note: project (about 50 rows, 48.0 kB): SHARE ROW EXCLUSIVE lock,
                      blocks writes
            - change Task.status: TaskStatus = Todo -> TaskStatus = Blocked
                note: task (about 0 rows, 24.0 kB): ACCESS EXCLUSIVE lock, blocks
                      reads and writes
                note: Existing values of Task.status stay; the default is for later
                      inserts.
            - add unique Task([title])
                note: task (about 0 rows, 24.0 kB): ACCESS EXCLUSIVE lock, blocks
                      reads and writes; reads every row
                check: no rows of Task that share title
            No changes applied.
            """);
  }

  @Test
  void reportsMissingRights() throws SQLException {
    String role = "dry_" + System.nanoTime();
    execute(
        "CREATE ROLE " + role + " LOGIN PASSWORD 'secret'",
        "GRANT SELECT, INSERT ON __kizaki_migration TO " + role);
    DatabaseLocation.Server server = (DatabaseLocation.Server) project.database().location();
    DatabaseSettings limited =
        TestRequests.database(
            new DatabaseLocation.Server(
                server.jdbcUrl(), Optional.of(role), Optional.of(new Secret("secret"))),
            "public",
            Duration.ofSeconds(5),
            Optional.empty());
    String owner = server.username().orElseThrow();
    assertThat(dryRun(limited))
        .endsWith(
            """
            No changes applied.
            [WARNING] The database is not ready for these migrations, so apply would refuse them:
            [WARNING] The role "%1$s" lacks rights. A superuser or the owner of these objects can run:
            [WARNING]   ALTER TABLE "public"."task" OWNER TO "%1$s"; -- now %2$s
            [WARNING]   ALTER TYPE "public"."task_status" OWNER TO "%1$s"; -- now %2$s
            [WARNING]   GRANT CREATE ON SCHEMA "public" TO "%1$s";
            [WARNING]   GRANT REFERENCES ON "public"."project" TO "%1$s";
            """
                .formatted(role, owner));
    execute("DROP OWNED BY " + role, "DROP ROLE " + role);
  }

  private void execute(String... commands) throws SQLException {
    try (Connection connection = project.test().connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private String dryRun(DatabaseSettings database) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .dryRun(new DryRunRequest(AppliedProject.project(root), database, false, false));
    return lines.text();
  }
}
