package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.GitProject;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The statements of an application are checked in the build of a branch. */
final class CheckStatementsIT {
  private static final String SCHEMA =
      """
      entity Task {
        id: int = autoincrement() @primaryKey
        title: string
        code: int
      }
      """;

  @Test
  void theBuildOfABranchNamesTheStatementsThatItsMigrationBreaks() throws SQLException {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      UserProject project = UserProject.named("check-statements").using(database).schema(SCHEMA);
      GitProject git = project.git().init();
      project.write(".gitignore", "target\n*.log\n");
      project.maven("kizaki:plan kizaki:apply");
      git.commit("initial");
      git.publish("main", "main");
      git.run("checkout", "--quiet", "-b", "number");
      project.schema(SCHEMA.replace("code:", "number:"));
      project.maven("kizaki:plan", Map.of("resolve", "rename Task.code -> Task.number"));
      project.write(
          "statements.sql",
          "select code from task where id = ?;\nselect number from task where id = ?;\n");
      Map<String, String> file = Map.of("statements", "statements.sql");
      assertThat(project.maven("kizaki:check-statements", file).transcript())
          .isEqualTo(
              """
              $ kizaki:check-statements
              Checking 2 statements of statements.sql between the phases of 0002_rename_code...
              Statements of the application: 2 work between the phases, none breaks.
              BUILD SUCCESS
              """);
      project.write("statements.sql", "select id, title, code from task group by id;\n");
      Build broken = project.maven("kizaki:check-statements", file);
      assertThat(broken.exitCode()).isNotZero();
      assertThat(broken.transcript())
          .isEqualTo(
              """
              $ kizaki:check-statements
              Checking 1 statement of statements.sql between the phases of 0002_rename_code...
              Statements of the application: 0 work between the phases, 1 would break.
              BUILD FAILURE
              [ERROR] 1 statement of the application would break between the phases. [KIZ536]
              [ERROR]   select id, title, code from task group by id (statements.sql:1)
              [ERROR]     PostgreSQL: column "task.title" must appear in the GROUP BY clause or be used in an aggregate function (42803)
              [ERROR]     because of `rename Task.code -> Task.number` in 0002_rename_code
              [ERROR] Correct the application, write another plan, or deploy without phases when the old version has stopped.
              """);
      Build without = project.maven("kizaki:check-statements");
      assertThat(without.transcript())
          .contains("kizaki:check-statements needs the statements of the application");
      assertThat(DatabaseText.column(database.connect(), "select name from __kizaki_migration"))
          .containsExactly("0001_initial");
    }
  }
}
