package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** {@code status} on a database that was changed by hand. */
final class StatusIT {
  private static final String LINES =
      """
      $ kizaki:status
      Latest committed: 0001_initial
      Latest applied: 0001_initial
      Source drift: none
      [WARNING] Database drift: column task.done was changed: default none instead of false
      [WARNING]   undo: ALTER TABLE "public"."task" ALTER COLUMN "done" SET DEFAULT false;
      [WARNING] Database drift: column task.estimate was added by hand
      [WARNING]   undo: ALTER TABLE "public"."task" DROP COLUMN "estimate"; -- deletes its values
      """;

  private static final String UNMANAGED = "Unmanaged: table legacy\n";

  private static final String FAILURE =
      "The database differs from what its migrations made. Undo each change by hand. A column, a"
          + " unique constraint or an enum value that was added can stay: put it into the schema,"
          + " run `mvn kizaki:plan`, and `mvn kizaki:apply` takes it over. To keep another change,"
          + " undo it and then put it into the schema.";

  private static final String JSON =
      """
      {
        "format" : 1,
        "database" : {
          "url" : "%s",
          "embedded" : false,
          "version" : "17.6",
          "schema" : "public"
        },
        "committed" : "0001_initial",
        "applied" : "0001_initial",
        "databaseReached" : true,
        "sourceDrift" : [ ],
        "pending" : [ ],
        "inProgress" : null,
        "expanded" : [ ],
        "unresolved" : [ ],
        "history" : [ ],
        "changelog" : [ ],
        "databaseDrift" : [
          {
            "gap" : "changed",
            "kind" : "column",
            "table" : "task",
            "name" : "done",
            "changes" : [
              {
                "property" : "default",
                "expected" : [
                  "false"
                ],
                "found" : [ ]
              }
            ],
            "undo" : "ALTER TABLE \\"public\\".\\"task\\" ALTER COLUMN \\"done\\" SET DEFAULT false;"
          },
          {
            "gap" : "added",
            "kind" : "column",
            "table" : "task",
            "name" : "estimate",
            "changes" : [ ],
            "undo" : "ALTER TABLE \\"public\\".\\"task\\" DROP COLUMN \\"estimate\\";"
          }
        ],
        "unmanaged" : [
          {
            "kind" : "table",
            "table" : null,
            "name" : "legacy"
          }
        ],
        "notCompared" : [ ],
        "lockHolder" : null,
        "liquibaseLock" : null,
        "failures" : [
          "%s"
        ]
      }
      """;

  @Test
  void reportsAManualChangeAndTheSqlThatUndoesIt() throws SQLException {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      UserProject project =
          UserProject.named("status-drift")
              .using(database)
              .schema("entity Task {\n  title: string\n  done: boolean = false\n}\n");
      assertThat(project.maven("kizaki:plan kizaki:apply").exitCode()).isZero();
      execute(database, "create table legacy (id int)");
      execute(database, "alter table task alter done drop default, add estimate int");

      assertThat(project.maven("kizaki:status").transcript())
          .isEqualTo(LINES + "[WARNING] " + FAILURE + "\n" + UNMANAGED + "BUILD SUCCESS\n");

      Build build = project.maven("kizaki:status -Dkizaki.failOn=database -Dkizaki.format=json");
      assertThat(build.exitCode()).isNotZero();
      assertThat(build.transcript())
          .isEqualTo(
              LINES
                  + UNMANAGED
                  + "Status written to target/kizaki/status.json\nBUILD FAILURE\n[ERROR] "
                  + FAILURE
                  + " [KIZ315]\n");
      assertThat(project.read("target/kizaki/status.json"))
          .isEqualTo(JSON.formatted(database.jdbcUrl(), FAILURE));
      assertThat(build.log())
          .contains("[INFO] Database: " + database.jdbcUrl() + " (PostgreSQL 17.6), schema public");

      // The SQL in the output undoes the change.
      build.log().stream()
          .filter(line -> line.startsWith("[WARNING]   undo: "))
          .forEach(line -> execute(database, line.substring("[WARNING]   undo: ".length())));
      assertThat(project.maven("kizaki:status -Dkizaki.failOn=database").transcript())
          .isEqualTo(
              """
              $ kizaki:status
              Latest committed: 0001_initial
              Latest applied: 0001_initial
              Source drift: none
              Unmanaged: table legacy
              BUILD SUCCESS
              """);
    }
  }

  private static void execute(TestDatabase database, String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
