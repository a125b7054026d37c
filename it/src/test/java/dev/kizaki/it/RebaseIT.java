package dev.kizaki.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.testing.GitProject;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two branches that each planned a migration are merged, rebased and applied. */
final class RebaseIT {
  private static final String TASK = "entity Task {\n  title: string\n}\n";
  private static final String LABEL = "entity Label {\n  name: string\n}\n";

  @Test
  void rebasesAMergedBranchAndAppliesIt() throws SQLException {
    try (TestDatabase database = PostgresServers.version(17).freshDatabase()) {
      UserProject project = UserProject.named("rebase").using(database).schema(TASK);
      GitProject git = project.git().init();
      project.write(".gitignore", "target\n*.log\n");
      project.maven("kizaki:plan kizaki:apply");
      git.commit("initial");

      git.run("checkout", "--quiet", "-b", "labels");
      project.write("src/main/inspire/label.inspire", LABEL);
      project.maven("kizaki:plan");
      git.commit("labels");

      git.run("checkout", "--quiet", "main");
      project.schema("entity Task {\n  name: string\n}\n");
      project.maven("kizaki:plan", Map.of("resolve", "rename Task.title -> Task.name"));
      git.commit("name");
      git.publish("main", "main");

      git.run("checkout", "--quiet", "labels");
      git.run("merge", "--quiet", "--no-edit", "main");
      Build forked = project.maven("kizaki:plan");
      assertThat(forked.exitCode()).isNotZero();
      assertThat(forked.transcript())
          .isEqualTo(
              """
              $ kizaki:plan
              BUILD FAILURE
              [ERROR] Branches parted after 0001_initial and added migrations of their own: \
              0002_add_label; 0002_rename_title. [KIZ205]
              [ERROR] origin/main holds 0002_rename_title.
              [ERROR] Run `mvn kizaki:rebase` to put the other side on top of it.
              """);
      assertThat(project.maven("kizaki:rebase kizaki:plan kizaki:apply kizaki:status").transcript())
          .isEqualTo(
              """
              $ kizaki:rebase
              Rebased migrations/0002_add_label/ to migrations/0003_add_label/ on top of \
              0002_rename_title.
              If a local database has applied 0002_add_label, run `mvn kizaki:reset` on it.
              $ kizaki:plan
              No schema changes.
              $ kizaki:apply
              Applying 0002_rename_title...
              Applying 0003_add_label...
              Done.
              $ kizaki:status
              Latest committed: 0003_add_label
              Latest applied: 0003_add_label
              Source drift: none
              BUILD SUCCESS
              """);

      project.schema("entity Task {\n  name: string\n  points: int?\n}\n");
      project.maven("kizaki:plan");
      git.commit("points");
      git.publish("labels", "main");
      project.schema("entity Task {\n  name: string\n  points: int?\n  due: date?\n}\n");
      Build shared = project.maven("kizaki:plan");
      assertThat(shared.exitCode()).isNotZero();
      assertThat(shared.transcript())
          .contains("migrations/0004_add_points is already on origin/main");
      assertThat(project.maven("kizaki:plan", Map.of("rewriteShared", "true")).transcript())
          .contains("Rewriting migrations/0004_add_points/ because it is still unapplied locally.");
    }
  }
}
