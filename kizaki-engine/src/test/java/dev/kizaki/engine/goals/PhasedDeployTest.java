package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DatabaseSettings;
import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deploy in two phases: what the old and the new version can do between them. */
@FullRun
final class PhasedDeployTest {
  private static final String BEFORE =
      """
      enum Status { Open, Doing, Done }
      entity Owner {
        id: int = autoincrement() @primaryKey
        name: string
      }
      entity Task {
        id: int = autoincrement() @primaryKey
        title: string
        status: Status
        ownerId: Owner.id
        legacy: string
        note: string?
        size: int = 1
      }
      """;

  private static final String AFTER =
      """
      enum Status { Open, Done }
      entity Owner {
        id: int = autoincrement() @primaryKey
        name: string
      }
      entity Task {
        id: int = autoincrement() @primaryKey
        title: string @unique
        status: Status
        assigneeId: Owner.id
        slug: string
        points: int
        note: string
        size: bigint = 1
      }
      """;

  private static final String ANSWERS =
      """
      rename Task.ownerId -> Task.assigneeId
      drop value Status.Doing -> Status.Open
      Task.slug backfill sql("lower(title)")
      Task.points backfill 0
      Task.note backfill ""
      drop Task.legacy
      """;

  @TempDir Path root;

  private StagedProject project(String before, String after, String answers)
      throws IOException, SQLException {
    StagedProject project = StagedProject.with(root, before);
    project.execute("insert into owner (name) values ('a'), ('b')");
    project.plan(after, answers);
    return project;
  }

  private StagedProject tasks() throws IOException, SQLException {
    StagedProject project = StagedProject.with(root, BEFORE);
    project.execute(
        "insert into owner (name) values ('a'), ('b')",
        "insert into task (title, status, owner_id, legacy) values ('One', 'Open', 1, 'x'),"
            + " ('Two', 'Doing', 2, 'y')");
    project.plan(AFTER, ANSWERS);
    return project;
  }

  private static String dryRun(StagedProject project, DeployPhase phase) {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .dryRun(
            new DryRunRequest(
                AppliedProject.project(project.project().root()),
                project.project().database(),
                false,
                false,
                OnlineSettings.AUTO,
                phase));
    return lines.text();
  }

  private static final List<String> OLD =
      List.of(
          "insert into task (title, status, owner_id, legacy) values ('old', 'Doing', 1, 'z')",
          "insert into task (title, status, owner_id, legacy, note) values ('Old2', 'Open', 1, 'z', null)",
          "update task set owner_id = 2, note = null where title = 'old'",
          "select id, title, status, owner_id, legacy, note, size from task where status = 'Open'",
          "insert into task (title, status, owner_id, legacy) values ('old3', 'Open', 1, 'z') returning *",
          "update task set size = size + 1",
          "delete from task where title = 'old3'");

  private static final List<String> NEW =
      List.of(
          "insert into task (title, status, assignee_id, slug, points, note) values ('new', 'Open', 1, 's', 3, 'n')",
          "update task set assignee_id = 2, slug = 'other', size = 5000000000 where title = 'new'",
          "select id, title, status, assignee_id, slug, points, note, size from task where assignee_id = 2",
          "insert into task (title, status, assignee_id, slug, points, note) values ('new', 'Open', 1, 's', 3, 'n')"
              + " on conflict (title) do update set points = excluded.points",
          "delete from task where title = 'new3'");

  @Test
  void oldAndNewStatementsWorkBetweenThePhases() throws IOException, SQLException {
    try (StagedProject project = tasks()) {
      assertThat(dryRun(project, DeployPhase.EXPAND)).contains("The first phase (expand) of 0002_");
      String expanded = project.apply(DeployPhase.EXPAND);
      assertThat(expanded)
          .contains("Expanding 0002_")
          .contains("Done.\nThe new version can start.");
      String status = project.status();
      assertThat(status)
          .contains("Latest applied: 0001_")
          .contains("Expanded: 0002_")
          .contains("waiting for contract since")
          .doesNotContain("Pending")
          .doesNotContain("Database drift")
          .doesNotContain("Unmanaged");
      for (int i = 0; i < NEW.size(); i++) {
        project.execute(OLD.get(i), NEW.get(i));
      }
      project.execute(OLD.get(5), OLD.get(6));
      assertThat(project.answer("select count(*) from task where status = 'Doing'")).isEqualTo("0");
      assertThat(project.answer("select slug from task where title = 'Old2'")).isEqualTo("old2");
      assertThat(project.answer("select points from task where title = 'Old2'")).isEqualTo("0");
      assertThat(project.answer("select note from task where title = 'old'")).isEmpty();
      assertThat(project.apply(DeployPhase.EXPAND)).contains("Nothing to expand.");
      assertThat(dryRun(project, DeployPhase.CONTRACT)).contains("The second phase (contract)");
      assertThat(project.apply(DeployPhase.CONTRACT))
          .contains("Contracting 0002_")
          .contains("Data loss: ")
          .contains("Done.");
      project.assertNothingLeft();
      assertThat(project.status()).contains("Latest applied: 0002_").doesNotContain("Expanded");
      project.execute(NEW.get(1), NEW.get(2), NEW.get(3), NEW.get(4));
    }
  }

  @Test
  void anExpandedMigrationIsTakenBack() throws IOException, SQLException {
    try (StagedProject project = tasks()) {
      List<String> before = project.catalog();
      project.apply(DeployPhase.EXPAND);
      project.execute(OLD.get(0));
      String lines = project.abort(false);
      assertThat(lines).contains("Taking back 0002_").contains("which is expanded");
      assertThat(project.catalog()).isEqualTo(before);
      assertThat(project.status()).contains("Pending: 0002_").doesNotContain("Expanded");
      project.apply(DeployPhase.EXPAND);
      project.execute(NEW.get(0));
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> project.abort(false));
      assertThat(refusal.code()).contains(RefusalCode.ABORT_DELETES_VALUES);
      assertThat(refusal).hasMessageContaining("hold another value than the plan gives");
      project.execute("update task set legacy = '' where legacy is null");
      assertThat(project.abort(true)).contains("Aborted 0002_");
      assertThat(project.catalog()).isEqualTo(before);
    }
  }

  /** A value that rows hold cannot be removed, so that the first phase is repeated over it. */
  @Test
  void whatAbortHadToLeaveIsTakenOver() throws IOException, SQLException {
    try (StagedProject project =
        project(
            BEFORE,
            BEFORE
                .replace("{ Open, Doing, Done }", "{ Open, Doing, Done, Late }")
                .replace("note: string?", "note: string? @index  slug: string"),
            "Task.slug backfill sql(\"lower(title)\")")) {
      project.execute("create index task_note_idx on task (note)");
      project.apply(DeployPhase.EXPAND);
      project.execute(
          "insert into task (title, status, owner_id, legacy) values ('new', 'Late', 1, 'x')");
      project.abort(false);
      assertThat(project.answer("select count(*) from pg_enum where enumlabel = 'Late'"))
          .isEqualTo("1");
      assertThat(project.answer("select count(*) from pg_class where relname = 'task_note_idx'"))
          .isEqualTo("1");
      assertThat(dryRun(project, DeployPhase.EXPAND))
          .contains("Already there: value Late of enum status")
          .doesNotContain("building task_note_idx");
      project.interruptAt(DeployPhase.EXPAND, "filling task.slug");
      project.abort(false);
      project.interruptAt(DeployPhase.EXPAND, "filling task.slug");
      assertThat(project.apply(DeployPhase.EXPAND)).contains("Done.");
      project.abort(false);
      assertThat(project.answer("select count(*) from pg_class where relname = 'task_note_idx'"))
          .isEqualTo("1");
      assertThat(project.apply(DeployPhase.EXPAND))
          .contains("Already there: value Late of enum status")
          .contains("Already there: index task_note_idx on task");
      assertThat(project.apply(DeployPhase.CONTRACT)).contains("Done.");
      project.assertNothingLeft();
      assertThat(project.status())
          .contains("Latest applied: 0002_")
          .doesNotContain("Database drift");
    }
  }

  @Test
  void whatTheFirstPhaseMakesOnlyInPartIsNotTakenOver() throws IOException, SQLException {
    try (StagedProject project =
        project(
            BEFORE,
            BEFORE.replace("note: string?", "note: string?  slug: string"),
            "Task.slug backfill sql(\"lower(title)\")")) {
      project.execute("alter table task add column slug text not null default ''");
      project.execute("alter table task alter column slug drop default");
      List<String> before = project.catalog();
      assertThatThrownBy(() -> project.apply(DeployPhase.EXPAND))
          .hasMessageContaining(
              "`add Task.slug: string backfill sql(\"lower(title)\")`: the database has already what"
                  + " it makes, and the first phase does not make it as it stands.");
      assertThat(project.catalog()).isEqualTo(before);
    }
  }

  @Test
  void aRenamedEntityIsShownByAView() throws IOException, SQLException {
    try (StagedProject project =
        project(
            BEFORE,
            BEFORE.replace("entity Task", "entity Ticket").replace("ownerId:", "assigneeId:"),
            "rename entity Task -> Ticket\nrename Ticket.ownerId -> Ticket.assigneeId\n")) {
      List<String> before = project.catalog();
      project.apply(DeployPhase.EXPAND);
      project.execute(
          "insert into task (title, status, owner_id, legacy) values ('old', 'Doing', 1, 'z')",
          "insert into ticket (title, status, assignee_id, legacy) values ('new', 'Doing', 2, 'z')",
          "update ticket set assignee_id = 1 where title = 'old'");
      assertThat(project.answer("select count(*) from task where owner_id = 1")).isEqualTo("1");
      assertThat(project.status()).doesNotContain("Database drift").contains("Expanded: 0002_");
      project.abort(false);
      assertThat(project.catalog()).isEqualTo(before);
      project.apply(DeployPhase.EXPAND);
      project.apply(DeployPhase.CONTRACT);
      project.assertNothingLeft();
      assertThat(project.answer("select count(*) from ticket where assignee_id = 1"))
          .isEqualTo("1");
    }
  }

  /** What exists only between the phases does not make the second one block others. */
  @Test
  void theSecondPhaseRunsOnlineToo() throws IOException, SQLException {
    try (StagedProject project = tasks()) {
      project.apply(DeployPhase.EXPAND);
      RecordedLines lines = new RecordedLines();
      new Kizaki(lines)
          .apply(
              new ApplyRequest(
                  AppliedProject.project(project.project().root()),
                  project.project().database(),
                  Optional.empty(),
                  false,
                  false,
                  OnlineSettings.ALWAYS,
                  DeployPhase.CONTRACT));
      assertThat(lines.text()).contains("filling task.status");
      project.assertNothingLeft();
    }
  }

  @Test
  void severalMigrationsAreOneDeploy() throws IOException, SQLException {
    String second = BEFORE.replace("legacy: string", "legacy: string\n  due: date?");
    String third = second.replace("name: string", "label: string");
    try (StagedProject project = project(BEFORE, second, "")) {
      AppliedProject.write(project.project().root(), "src/main/inspire/schema.inspire", second);
      List<String> before = project.catalog();
      commitAndPlan(project, third, "rename Owner.name -> Owner.label");
      assertThat(project.apply(DeployPhase.EXPAND))
          .contains("Expanding 0002_")
          .contains("Expanding 0003_");
      project.execute(
          "insert into owner (name) values ('old')", "insert into owner (label) values ('new')");
      assertThat(project.status()).contains("Expanded: 0002_").contains("Expanded: 0003_");
      assertThat(project.abort(true)).contains("Aborted 0003_").contains("Aborted 0002_");
      assertThat(project.catalog()).isEqualTo(before);
      project.apply(DeployPhase.EXPAND);
      assertThat(project.apply(DeployPhase.CONTRACT))
          .contains("Contracting 0002_")
          .contains("Contracting 0003_");
      project.assertNothingLeft();
      assertThat(project.status()).contains("Latest applied: 0003_").doesNotContain("Expanded");
    }
  }

  @Test
  void aLaterMigrationThatNeedsTheSecondPhaseOfAnEarlierOneIsRefused()
      throws IOException, SQLException {
    String second = BEFORE.replace("ownerId:", "assigneeId:");
    String third = second.replace("legacy: string", "legacy: string?");
    try (StagedProject project =
        project(BEFORE, second, "rename Task.ownerId -> Task.assigneeId")) {
      commitAndPlan(project, third, "");
      Refusal refusal =
          catchThrowableOfType(Refusal.class, () -> project.apply(DeployPhase.EXPAND));
      assertThat(refusal.code()).contains(RefusalCode.PHASES_IMPOSSIBLE);
      assertThat(refusal).hasMessageContaining("-Dkizaki.target=0002_");
    }
  }

  @Test
  void anotherPhaseInProgressIsRefused() throws IOException, SQLException {
    try (StagedProject project = tasks()) {
      project.apply(DeployPhase.EXPAND);
      project.execute("update __kizaki_step set stage = stage - 1, expanded_at = null");
      for (DeployPhase phase : List.of(DeployPhase.CONTRACT, DeployPhase.WHOLE)) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> project.apply(phase));
        assertThat(refusal.code()).contains(RefusalCode.OTHER_PHASE_IN_PROGRESS);
        assertThat(refusal).hasMessageContaining("`mvn kizaki:apply -Dkizaki.phase=expand`");
      }
    }
  }

  /** Plans a third migration after the second one, which another database has applied. */
  private static void commitAndPlan(StagedProject project, String schema, String answers)
      throws IOException, SQLException {
    // plan rewrites the latest migration unless it is known to be applied
    Path migrations = project.project().root().resolve("migrations");
    try (TestDatabase other = PostgresServers.version(18).freshDatabase()) {
      DatabaseSettings database = project.project().database(other.jdbcUrl(), other.password());
      new Kizaki(new RecordedLines())
          .apply(
              new ApplyRequest(
                  AppliedProject.project(project.project().root()), database, Optional.empty()));
      AppliedProject.write(project.project().root(), "src/main/inspire/schema.inspire", schema);
      project.plan(database, answers);
      assertThat(migrations).isDirectoryContaining("glob:**/0003_*");
    }
  }

  @Test
  void aGoalWithoutAPhaseRefusesWhatIsExpanded() throws IOException, SQLException {
    try (StagedProject project = tasks()) {
      Refusal early =
          catchThrowableOfType(Refusal.class, () -> project.apply(DeployPhase.CONTRACT));
      assertThat(early.code()).contains(RefusalCode.NOT_EXPANDED);
      project.apply(DeployPhase.EXPAND);
      Refusal whole = catchThrowableOfType(Refusal.class, () -> project.apply(DeployPhase.WHOLE));
      assertThat(whole.code()).contains(RefusalCode.BETWEEN_PHASES);
      project.execute("alter table \"task~kz\" add by_hand int");
      assertThat(project.status()).contains("by_hand");
      Refusal drifted =
          catchThrowableOfType(Refusal.class, () -> project.apply(DeployPhase.CONTRACT));
      assertThat(drifted.code()).contains(RefusalCode.DATABASE_DRIFTED);
    }
  }
}
