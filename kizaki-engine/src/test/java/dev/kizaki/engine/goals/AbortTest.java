package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code abort} prints, what it takes back, and what it refuses. */
@FullRun
final class AbortTest {
  private static final String NOTHING = "Nothing is in progress.\n";

  @TempDir Path root;

  /** The example of docs/goals.md. */
  @Test
  void whatIsDoneIsTakenBackAndApplyBeginsAnew() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 300)) {
      assertThat(project.abort(false)).isEqualTo(NOTHING);
      List<String> before = project.catalog();
      project.interruptAt("filling task.size");
      String lines =
          """
          Taking back 0002_update_task, of which 6 of 17 stages are done.
            change Task.size: int? -> int backfill sql("length(title)")
            add Task.token: uuid = uuid()
          Aborted 0002_update_task: the database is as it was before.
          """;
      assertThat(project.abort(false)).isEqualTo(lines);
      assertThat(Files.readString(Path.of("../docs/goals.md"))).contains("\n```\n" + lines + "```");
      assertThat(project.catalog()).isEqualTo(before);
      assertThat(project.status()).contains("Pending: 0002").doesNotContain("In progress");
      assertThat(project.abort(false)).isEqualTo(NOTHING);
      assertThat(project.apply(OnlineSettings.ALWAYS)).endsWith("Done.\n").contains("of 17");
    }
  }

  @Test
  void whatWasWrittenStaysAndIsNamed() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 300)) {
      List<String> before = project.catalog();
      project.interruptAt("building task_title_key");
      assertThat(project.abort(false))
          .isEqualTo(
              """
              Taking back 0002_update_task, of which 13 of 17 stages are done.
                change Task.ownerId: int? -> Owner.id?
                change Task.size: int? -> int backfill sql("length(title)")
                add Task.token: uuid = uuid()
              Stays: the values that `change Task.size: int? -> int backfill sql("length(title)")` \
              has written.
              Aborted 0002_update_task: the database is as it was before, but for what stays.
              """);
      assertThat(project.catalog()).isEqualTo(before);
      assertThat(project.answer("select count(*) from task where size is null")).isEqualTo("0");
    }
  }

  /** A build that fails leaves an index that is not valid, and others may have added one. */
  @Test
  void anInvalidIndexGoesAndWhatOthersMadeStays() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 300)) {
      project.execute("create index by_hand on task (size)");
      List<String> before = project.catalog();
      project.interruptAt("building task_title_key");
      project.execute("insert into task (title, size) values ('task 1', 1)");
      assertThatThrownBy(
              () ->
                  project.execute(
                      "create unique index concurrently task_title_key on task (title)"))
          .isInstanceOf(SQLException.class);
      project.execute("update __kizaki_step set stage = stage + 1, ended = false");
      assertThat(project.abort(false)).contains("of which 13 of 17 stages are done");
      assertThat(project.catalog()).isEqualTo(before);
    }
  }

  @Test
  void anotherVersionCanTakeItBackIfItHasTheSameStages() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 300)) {
      project.interruptAt("filling task.size");
      project.execute("update __kizaki_step set tool_version = '0.1', stages_digest = 'x'");
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> project.abort(false));
      assertThat(refusal.code()).contains(RefusalCode.IN_PROGRESS_OTHER_VERSION);
      assertThat(refusal)
          .hasMessageStartingWith(
              "0002_update_task is in progress in the database, begun by kizaki 0.1, and this is"
                  + " kizaki ")
          .hasMessageEndingWith(
              ", which would carry it out in other stages. Run `mvn kizaki:abort` with version 0.1.");
    }
  }

  @Test
  void theSameStagesOfAnotherVersionAreTakenBack() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 300)) {
      project.interruptAt("filling task.size");
      project.execute("update __kizaki_step set tool_version = '0.1'");
      assertThat(project.abort(false)).contains("Aborted 0002_update_task");
    }
  }

  @Test
  void thePlanIsNeeded() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 300)) {
      project.interruptAt("filling task.size");
      project.edit("length\\(title\\)", "length(title) + 1");
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> project.abort(false));
      assertThat(refusal.code()).contains(RefusalCode.IN_PROGRESS_OTHER_HISTORY);
      assertThat(refusal)
          .hasMessage(
              """
              0002_update_task is in progress in the database, and its plan is needed to take it \
              back. The migrations directory does not have it as the next migration, or its plan \
              was changed since. Restore its files and run `mvn kizaki:abort` again.\
              """);
      project.edit("length\\(title\\) \\+ 1", "length(title)");
      assertThat(project.abort(false)).contains("Aborted 0002_update_task");
    }
  }

  @Test
  void whatOthersHaveWrittenIsDeletedOnlyOnRequest() throws IOException, SQLException {
    try (StagedProject project = StagedProject.with(root, "entity Task {\n  title: string\n}\n")) {
      project.execute("insert into task (title) values ('a'), ('b')");
      List<String> before = project.catalog();
      project.plan("entity Task {\n  note: string?\n  title: string @unique\n}\n");
      project.interruptAt("building task_title_key");
      project.execute("update task set note = 'x' where title = 'a'");
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> project.abort(false));
      assertThat(refusal.code()).contains(RefusalCode.ABORT_DELETES_VALUES);
      assertThat(refusal)
          .hasMessage(
              """
              To take 0002_update_task back would delete what was written since, and nothing was \
              changed:
                `add Task.note: string?`: 1 of 2 rows hold a value
              Run `mvn kizaki:abort -Dkizaki.dropData` to delete that, or `mvn kizaki:apply` to go \
              on with the migration.\
              """);
      assertThat(project.status()).contains("In progress: 0002_update_task");
      assertThat(project.abort(true)).contains("Aborted 0002_update_task");
      assertThat(project.catalog()).isEqualTo(before);
    }
  }

  @Test
  void whatWasDeletedCannotBeGivenBack() throws IOException, SQLException {
    try (StagedProject project =
        StagedProject.with(root, "entity Task {\n  note: string?\n  title: string\n}\n")) {
      project.execute("insert into task (title) values ('a'), ('a')");
      project.plan("entity Task {\n  title: string\n  size: date = \"2026-01-01\" @index\n}\n");
      Files.writeString(
          root.resolve("migrations/0002_rename_note/plan.migration"),
          """
          migration "0002_rename_note" {
            drop Task.note
            run sql("select 1")
            add Task.size: date = "2026-01-01" @index
          }
          """);
      project.interruptAt("building task_size_idx");
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> project.abort(true));
      assertThat(refusal.code()).contains(RefusalCode.ABORT_IMPOSSIBLE);
      assertThat(refusal)
          .hasMessage(
              """
              0002_rename_note cannot be taken back, and nothing was changed:
                `drop Task.note`: the values of Task.note were deleted
              Correct what stops the migration, and run `mvn kizaki:apply` to go on with it.\
              """);
      assertThat(project.apply(OnlineSettings.ALWAYS)).endsWith("Done.\n");
    }
  }

  /** The plan renames and drops first. */
  @ParameterizedTest
  @ValueSource(strings = {"building task_code_key", "filling task.size", "validating task.size~kz"})
  void whatTakesSomethingAwayHasNotHappenedYet(String stage) throws IOException, SQLException {
    try (StagedProject project =
        StagedProject.with(
            root,
            "entity Task {\n  title: string\n  code: string\n  size: int\n  old: int?\n}\n")) {
      project.execute("insert into task (title, code, size, old) values ('a', 'b', 1, 2)");
      List<String> before = project.catalog();
      project.plan("entity Task {\n  name: string\n  code: string @unique\n  size: bigint\n}\n");
      Files.writeString(
          root.resolve("migrations/0002_update_task/plan.migration"),
          """
          migration "0002_update_task" {
            rename Task.title -> Task.name
            drop Task.old
            change Task.size: int -> bigint
            add unique Task([code])
          }
          """);
      project.interruptAt(stage);
      assertThat(project.answer("select title || code || size || old from task")).isEqualTo("ab12");
      assertThat(project.abort(false)).contains("Aborted 0002_update_task");
      assertThat(project.catalog()).isEqualTo(before);
      assertThat(project.apply(OnlineSettings.ALWAYS)).endsWith("Done.\n");
      assertThat(project.answer("select name || code || size from task")).isEqualTo("ab1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"filling task.number", "validating task.number"})
  void theSequenceThatNumbersRowsGoes(String stage) throws IOException, SQLException {
    try (StagedProject project = StagedProject.with(root, "entity Task {\n  title: string\n}\n")) {
      project.execute("insert into task (title) values ('a'), ('b')");
      List<String> before = project.catalog();
      project.plan("entity Task {\n  title: string\n  number: bigint = autoincrement()\n}\n");
      project.interruptAt(stage);
      project.execute("insert into task (title) values ('c')");
      assertThat(project.abort(false)).contains("Aborted 0002_add_number");
      assertThat(project.catalog()).isEqualTo(before);
      assertThat(project.apply(OnlineSettings.ALWAYS)).endsWith("Done.\n");
      project.execute("insert into task (title) values ('d')");
      assertThat(project.answer("select count(distinct number) from task")).isEqualTo("4");
    }
  }

  /** The next run takes the value over. */
  @Test
  void anEnumValueThatRowsHoldStays() throws IOException, SQLException {
    String before = "enum Level { Low, High }\nentity Task {\n  level: Level\n  title: string\n}\n";
    try (StagedProject project = StagedProject.with(root, before)) {
      project.execute("insert into task (level, title) values ('Low', 'a'), ('High', 'b')");
      project.plan(
          before
              .replace("High }", "High, Top }")
              .replace("title: string", "title: string @unique"));
      project.interruptAt("building task_title_key");
      project.execute("update task set level = 'Top' where title = 'a'");
      assertThat(project.abort(false))
          .isEqualTo(
              """
              Taking back 0002_update_schema, of which 1 of 3 stages are done.
              Stays: the value of `add value Level.Top`, which rows hold.
              Aborted 0002_update_schema: the database is as it was before, but for what stays.
              """);
      assertThat(project.apply(OnlineSettings.ALWAYS)).endsWith("Done.\n");
      assertThat(project.answer("select level from task where title = 'a'")).isEqualTo("Top");
    }
  }

  @Test
  void locksOfOthersAreNamed() throws IOException, SQLException {
    try (StagedProject project = StagedProject.in(root, 300);
        Connection other = project.connect();
        Statement statement = other.createStatement()) {
      project.interruptAt("filling task.size");
      other.setAutoCommit(false);
      statement.execute("select count(*) from task");
      Refusal refusal = catchThrowableOfType(Refusal.class, () -> project.abort(false));
      assertThat(refusal.code()).contains(RefusalCode.MIGRATION_BLOCKED);
      assertThat(refusal)
          .hasMessageStartingWith("0002_update_task could not be taken back:\n")
          .hasMessageContaining("Blocked by:")
          .hasMessageEndingWith(
              "Nothing was taken back, and 0002_update_task is in progress as before.");
      other.rollback();
      assertThat(project.abort(false)).contains("Aborted 0002_update_task");
    }
  }
}
