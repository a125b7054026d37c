package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code dev} uses no stages of its own, but a migration that is in progress has to be finished.
 */
@FullRun
final class DevWithStagesTest {
  @TempDir Path root;

  private StagedProject project;

  @BeforeEach
  void plan() throws IOException, SQLException {
    project = StagedProject.in(root, 300);
  }

  @AfterEach
  void close() throws SQLException {
    project.close();
  }

  @Test
  void itGoesOnWhereApplyWasInterrupted() throws SQLException {
    project.interruptAt("filling task.size");
    RecordedLines lines = new RecordedLines();
    dev(lines);
    assertThat(lines.text())
        .startsWith("Applying committed migrations...\n")
        .contains("building task_title_key\n")
        .doesNotContain("filling task.token")
        .contains("Schema, history and database agree.\n");
    assertFinished();
  }

  @Test
  void applyGoesOnWhereDevWasInterrupted() throws SQLException {
    project.interruptAt("filling task.size");
    assertThatThrownBy(() -> dev(interrupting("building task_title_key")))
        .hasMessage("interrupted");
    assertThat(project.status()).contains("In progress: 0002_update_task, stage 14 of 17");
    assertThat(project.apply(OnlineSettings.NEVER))
        .contains("stage 14 of 17, building task_title_key\n")
        .doesNotContain("filling")
        .endsWith("Done.\n");
    assertFinished();
  }

  /** Without one in progress, a local database gets each migration in one transaction. */
  @Test
  void itBeginsNoStages() throws SQLException {
    RecordedLines lines = new RecordedLines();
    dev(lines);
    assertThat(lines.text()).doesNotContain("stage");
    assertFinished();
  }

  private static Reporter interrupting(String end) {
    return StagedProject.at(
        end,
        () -> {
          throw new IllegalStateException("interrupted");
        });
  }

  private void dev(Reporter reporter) {
    new Kizaki(reporter)
        .dev(new DevRequest(AppliedProject.project(root), project.project().database(), false));
  }

  private void assertFinished() throws SQLException {
    assertThat(project.status()).doesNotContain("In progress", "Pending");
    assertThat(project.answer("select count(*) from task where size is null or token is null"))
        .isEqualTo("0");
    assertThat(
            project.answer(
                """
                select count(*) from (
                  select relname from pg_class union all select conname from pg_constraint
                  union all select tgname from pg_trigger union all select proname from pg_proc
                  union all select attname from pg_attribute) as names (name)
                where right(name, 3) = '~kz'
                """))
        .isEqualTo("0");
  }
}
