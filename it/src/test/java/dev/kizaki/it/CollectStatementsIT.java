package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.GitProject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The project {@code src/it/collect-statements} in Git: a branch changes the schema and the test,
 * and its build checks the statements that the main branch has collected too.
 */
final class CollectStatementsIT {
  private static final String SCHEMA = "src/main/inspire/task.inspire";
  private static final String TEST = "src/test/java/example/TaskIT.java";

  @Test
  void theBuildOfABranchNamesAStatementThatTheMainBranchHasCollected() {
    UserProject project = UserProject.example("collect-statements");
    project.write(".gitignore", "target\n*.log\n");
    GitProject git = project.git().init();
    succeeds(project.maven("kizaki:plan kizaki:apply verify"));
    git.commit("initial");
    git.publish("main", "main");
    git.run("checkout", "--quiet", "-b", "number");

    change(project, SCHEMA, "code: int", "number: int");
    change(project, TEST, "code", "number");
    change(project, TEST, " group by id", "");
    succeeds(project.maven("kizaki:plan", Map.of("resolve", "rename Task.code -> Task.number")));
    Build build = project.maven("verify");
    assertThat(build.transcript().replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT"))
        .isEqualTo(
            """
            $ kizaki:start
            Test database at 0002_rename_code: jdbc:postgresql://127.0.0.1:PORT/kizaki_test
            $ kizaki:stop
            Collected 2 statements of the tests in statements.sql.
            Test database released.
            $ kizaki:check-statements
            Checking 2 statements of statements.sql, and 2 that it has only in origin/main, \
            between the phases of 0002_rename_code...
            Statements of the application: 3 work between the phases, 1 would break.
            BUILD FAILURE
            [ERROR] 1 statement of the application would break between the phases. [KIZ536]
            [ERROR]   select id, title, code from task group by id (statements.sql in origin/main:3)
            [ERROR]     PostgreSQL: column "task.title" must appear in the GROUP BY clause or be \
            used in an aggregate function (42803)
            [ERROR]     because of `rename Task.code -> Task.number` in 0002_rename_code
            [ERROR] Correct the application, write another plan, or deploy without phases when \
            the old version has stopped.
            """);
    assertThat(build.exitCode()).isNotZero();
    assertThat(project.read("statements.sql"))
        .isEqualTo(
            """
            -- Collected by kizaki from the tests of a build. Do not edit: the next build replaces it.
            insert into task (title, number) values ($1, $2);
            select id, title, number from task;
            """);
  }

  private static void succeeds(Build build) {
    assertThat(build.exitCode()).as(build.transcript()).isZero();
  }

  private static void change(UserProject project, String file, String before, String after) {
    project.write(file, project.read(file).replace(before, after));
  }
}
