package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The session with the lock of the appliers ends while a migration runs in stages: the run takes
 * the lock again and goes on, unless another run has done something meanwhile.
 */
@FullRun
final class LostLockInStagesTest {
  private static final String END_SESSION =
      """
      select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and granted and objsubid = 2
        and database = (select oid from pg_database where datname = current_database())\
      """;

  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filling task.token",
        "filling task.size",
        "validating task.size",
        "building task_title_key",
        "building task_owner_id_idx"
      })
  void theRunGoesOn(String stage) throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 300)) {
      project.apply(
          OnlineSettings.ALWAYS, StagedProject.at(stage, () -> project.execute(END_SESSION)));
      assertThat(project.status()).contains("Latest applied: 0002_update_task");
      assertThat(project.answer("select count(*) from task where size is null or token is null"))
          .isEqualTo("0");
      project.assertNothingLeft();
    }
  }

  @Test
  void aFillGoesOnWhereItWas() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (StagedProject project =
        new StagedProject(
            root,
            PostgresServers.version(18).freshDatabase(),
            20_000,
            StagedProject.TASK.replace("size: int?", "size: int"),
            "Task.size backfill sql(\"code\")")) {
      Future<String> run = thread.submit(() -> project.apply());
      project.await(
          "select exists (select from __kizaki_step where doing = 'filling task.size' and stripe <>"
              + " 0)");
      project.execute(END_SESSION);
      assertThat(run.get(1, TimeUnit.MINUTES)).endsWith("Done.\n");
      assertThat(project.answer("select count(*) from task where size <> coalesce(mirror, code)"))
          .isEqualTo("0");
      project.assertNothingLeft();
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void anotherRunThatHasFinishedTheMigrationIsNoticed() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 300)) {
      EnvironmentFailure failure = failure(project, () -> project.apply());
      assertThat(failure)
          .hasMessageEndingWith(
              " was lost, and another kizaki process has applied migrations in the meantime; run"
                  + " again.");
      assertThat(project.apply()).isEqualTo("Nothing to apply.\n");
      project.assertNothingLeft();
    }
  }

  @Test
  void anotherRunThatHasGoneOnIsNoticed() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 300)) {
      EnvironmentFailure failure =
          failure(project, () -> project.interruptAt("building task_title_key"));
      assertThat(failure)
          .hasMessageEndingWith(
              " was lost, and another kizaki process has gone on with 0002_update_task or taken it"
                  + " back in the meantime; run again.");
      assertThat(project.status()).contains("In progress: 0002_update_task, stage 14 of 17");
      assertThat(project.apply()).contains("stage 14 of 17").endsWith("Done.\n");
    }
  }

  @Test
  void anotherRunThatHasTakenTheMigrationBackIsNoticed() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 300)) {
      List<String> before = project.catalog();
      EnvironmentFailure failure = failure(project, () -> project.abort(false));
      assertThat(failure).hasMessageContaining("or taken it back in the meantime");
      assertThat(project.catalog())
          .filteredOn(line -> !line.contains("__kizaki_step"))
          .isEqualTo(before);
      assertThat(project.apply()).endsWith("Done.\n");
    }
  }

  /** Runs until a stage begins, at which the lock is lost and another run does something. */
  private static EnvironmentFailure failure(StagedProject project, StagedProject.Action other) {
    Reporter losing =
        StagedProject.at(
            "filling task.size",
            () -> {
              project.execute(END_SESSION);
              other.run();
            });
    EnvironmentFailure failure =
        catchThrowableOfType(
            EnvironmentFailure.class, () -> project.apply(OnlineSettings.ALWAYS, losing));
    assertThat(failure.code()).isEqualTo(RefusalCode.APPLIED_MEANWHILE);
    return failure;
  }

  @Test
  void abortGoesOn() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 300)) {
      project.interruptAt("filling task.size");
      project.abort(
          project.project().database(),
          false,
          StagedProject.at("stages are done.", () -> project.execute(END_SESSION)));
      assertThat(project.status()).doesNotContain("In progress");
      project.assertNothingLeft();
    }
  }
}
