package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that stages need are reported before anything runs, by {@code dry-run} too. */
@FullRun
final class RightsForStagesTest {
  private static final String SCHEMA = "entity Task {\n  title: string\n  size: int\n}\n";

  @TempDir Path root;

  private final String role = "deploy_" + System.nanoTime();
  private StagedProject project;

  /** The role may do what the plan says, and nothing else. */
  @BeforeEach
  void planACheckAsARole() throws IOException, SQLException {
    project = StagedProject.with(root, SCHEMA);
    project.execute(
        "insert into task (title, size) values ('a', 1)",
        "create role " + role + " login password 'secret'",
        "revoke create on schema public from public",
        "grant select, insert, update on __kizaki_migration to " + role,
        "alter table task owner to " + role,
        "alter table __kizaki_migration owner to " + role);
    project.plan(SCHEMA.replace("size: int", "size: int @check(sql(\"size > 0\"))"));
  }

  @AfterEach
  void close() throws SQLException {
    project.execute("drop owned by " + role, "drop role " + role);
    project.close();
  }

  @Test
  void theTableOfStagesHasToBeCreated() throws SQLException {
    String lines =
        """
        Stages are recorded in a table __kizaki_step, which the role may not create. \
        -Dkizaki.online=never needs none, but blocks those who use the tables.
        The role "%1$s" lacks rights. A superuser or the owner of these objects can run:
          GRANT CREATE ON SCHEMA "public" TO "%1$s";
        """
            .formatted(role);
    for (String line : lines.split("\n")) {
      assertThat(dryRun(OnlineSettings.ALWAYS)).contains("[WARNING] " + line + "\n");
    }
    assertThat(dryRun(OnlineSettings.NEVER)).doesNotContain("lacks rights");
    List<String> before = project.catalog();
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> apply(OnlineSettings.ALWAYS, new RecordedLines()));
    assertThat(refusal.code()).contains(RefusalCode.RIGHTS_MISSING);
    assertThat(refusal).hasMessageContaining(lines.strip());
    assertThat(project.catalog()).isEqualTo(before);
    RecordedLines output = new RecordedLines();
    apply(OnlineSettings.NEVER, output);
    assertThat(output.text()).endsWith("Done.\n");
  }

  @Test
  void theStagesThatAreLeftNeedTheTable() throws SQLException {
    project.interruptAt("validating task_size_check");
    assertThat(dryRun(OnlineSettings.AUTO)).contains("Stage 3 of 3").doesNotContain("lacks rights");
    project.execute("alter table task owner to current_user");
    assertThat(dryRun(OnlineSettings.AUTO))
        .contains("[WARNING]   ALTER TABLE \"public\".\"task\" OWNER TO \"%s\";".formatted(role));
  }

  private String dryRun(OnlineSettings online) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .dryRun(new DryRunRequest(AppliedProject.project(root), database(), false, false, online));
    return lines.text();
  }

  private void apply(OnlineSettings online, RecordedLines lines) {
    new Kizaki(lines)
        .apply(
            new ApplyRequest(
                AppliedProject.project(root), database(), Optional.empty(), false, false, online));
  }

  private DatabaseSettings database() {
    return project.databaseAs(role, "secret");
  }
}
