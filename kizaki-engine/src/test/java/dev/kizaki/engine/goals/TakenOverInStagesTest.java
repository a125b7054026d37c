package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A migration in stages finds what a statement adds already there. The runs after it know that it
 * is no work of the migration: it is not made again, and not taken back.
 */
@FullRun
final class TakenOverInStagesTest {
  private static final String INTERRUPTED = "building task_title_key";

  @TempDir Path root;
  private StagedProject project;
  private List<String> before;

  /** Makes things by hand, puts them into the schema, and interrupts the migration after them. */
  @BeforeEach
  void takeOver() throws IOException, SQLException {
    project =
        StagedProject.with(
            root, "enum Level { Low, High }\nentity Task {\n  level: Level\n  title: string\n}\n");
    project.execute(
        "insert into task (level, title) values ('Low', 'a'), ('High', 'b')",
        "alter type level add value 'Top'",
        "alter table task add note text",
        "update task set note = 'kept'",
        "create index task_note_idx on task (note)",
        "alter table task add word text constraint task_word_key unique",
        "create table label (id uuid primary key default gen_random_uuid(), name text not null)",
        "insert into label (name) values ('x')");
    before = project.catalog();
    project.plan(
        """
        enum Level { Low, High, Top }
        entity Label { name: string }
        entity Task {
          level: Level
          note: string?
          title: string @unique
          token: uuid = uuid()
          word: string? @unique
          @index([note])
        }
        """);
    assertThat(project.dryRun(OnlineSettings.ALWAYS, false)).contains("Already there: ");
    project.interruptAt(INTERRUPTED);
  }

  @AfterEach
  void close() throws SQLException {
    project.close();
  }

  @Test
  void itIsRecorded() throws SQLException {
    assertThat(project.answer("select taken_over from __kizaki_step")).isNotEmpty();
    assertThat(project.dryRun(OnlineSettings.NEVER, false)).contains(INTERRUPTED);
  }

  @Test
  void theNextRunGoesOn() throws SQLException {
    assertThat(project.apply()).endsWith("Done.\n");
    assertThat(project.answer("select string_agg(note, ' ') from task")).isEqualTo("kept kept");
    assertThat(project.answer("select count(*) from label")).isEqualTo("1");
    project.assertNothingLeft();
  }

  @Test
  void abortLeavesIt() throws SQLException {
    assertThat(project.abort(false))
        .contains("  add Task.token: uuid = uuid()\n")
        .doesNotContain("Label", "note", "Top", "Stays")
        .endsWith("the database is as it was before.\n");
    assertThat(project.catalog()).isEqualTo(before);
    assertThat(project.answer("select string_agg(note, ' ') from task")).isEqualTo("kept kept");
    assertThat(project.answer("select count(*) from label")).isEqualTo("1");
    assertThat(project.apply()).endsWith("Done.\n");
  }

  @Test
  void whatIsNoLongerThereIsNamed() throws SQLException {
    project.abort(false);
    project.interruptAt("filling task.token");
    project.execute("alter table task drop constraint task_word_key");
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> project.apply());
    assertThat(refusal.code()).contains(RefusalCode.OBJECT_CHANGED_MEANWHILE);
    assertThat(refusal)
        .hasMessageContaining("task_word_key on task is no longer there.\nRestore it in the")
        .hasMessageContaining("or take the migration back with `mvn kizaki:abort`");
    project.execute("alter table task add constraint task_word_key unique (word)");
    assertThat(project.apply()).endsWith("Done.\n");
  }

  /** What the migration itself has made is not mistaken for something that was there before. */
  @Test
  void whatTheMigrationHasMadeGoes() throws SQLException {
    project.abort(false);
    assertThat(project.catalog()).noneMatch(line -> line.startsWith("column task.token"));
  }
}
