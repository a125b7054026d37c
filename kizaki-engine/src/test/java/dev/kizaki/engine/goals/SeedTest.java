package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.StartRequest;
import dev.kizaki.engine.api.StartedDatabase;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.PostgresServers;
import dev.kizaki.engine.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeds run once in a new embedded database, all or none. */
@FullRun
final class SeedTest {
  private static final String FIRST =
      """
      -- the first tasks
      insert into task (title) values ('a; b');
      insert into task (title)
        select 'number ' || n from generate_series(1, 2) n;
      """;
  private static final String SECOND = "update task set title = upper(title) where title ~ ';'";

  @TempDir Path root;
  private LocalProject local;

  /** A migration that is planned and not applied. */
  @BeforeEach
  void planned() throws Exception {
    local = new LocalProject(root.toRealPath());
    local.schema("entity Task { title: string }\n");
    local.plan();
  }

  @Test
  void theyRunByNameWhenTheDatabaseIsBuilt() throws Exception {
    local.seed("20_second.sql", SECOND);
    local.seed("10_first.sql", FIRST);
    local.seed("notes.txt", "drop table task");
    assertThat(local.apply())
        .isEqualTo(
            """
            Applying 0001_initial...
            Seeded from src/main/inspire/seed: 2 files, 3 statements.
            Done.
            """);
    assertThat(local.titles()).containsExactly("A; B", "number 1", "number 2");

    assertThat(local.apply()).isEqualTo("Nothing to apply.\n");
    local.addField("points");
    local.apply();
    assertThat(local.titles()).hasSize(3);
    assertThat(local.reset())
        .endsWith("Seeded from src/main/inspire/seed: 2 files, 3 statements.\nDone.\n");
    assertThat(local.titles()).hasSize(3);
  }

  @Test
  void devRunsThemToo() throws Exception {
    local.seed("10_first.sql", FIRST);
    assertThat(local.dev())
        .startsWith(
            """
            Applying committed migrations...
            Applying 0001_initial...
            Seeded from src/main/inspire/seed: 1 file, 2 statements.
            """);
    assertThat(local.titles()).hasSize(3);
  }

  @Test
  void aDatabaseThatExistsGetsNone() throws Exception {
    local.apply();
    local.seed("10_first.sql", FIRST);
    local.addField("points");
    local.apply();
    assertThat(local.titles()).isEmpty();
  }

  @Test
  void aFailureNamesTheLineAndLeavesNone() throws Exception {
    local.seed("10_first.sql", FIRST);
    local.seed("20_second.sql", "\n-- wrong\nupdate task\n  set titel = 'x';\n");
    assertThatThrownBy(local::apply)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            src/main/inspire/seed/20_second.sql:4: the seeds failed: column "titel" of relation \
            "task" does not exist (42703).
            SQL:
              update task
                set titel = 'x'
                    ^
            The database has all migrations and no seeds. Correct the file and run `mvn \
            kizaki:apply` again, which runs the seeds.\
            """);
    assertThat(local.titles()).isEmpty();

    local.seed("20_second.sql", SECOND);
    assertThat(local.apply())
        .isEqualTo(
            """
            Seeded from src/main/inspire/seed: 2 files, 3 statements.
            Nothing to apply.
            """);
    assertThat(local.titles()).containsExactly("A; B", "number 1", "number 2");
    assertThat(local.apply()).isEqualTo("Nothing to apply.\n");
  }

  /** Nothing is built with a seed file that cannot be used. */
  @Test
  void ddlIsRefused() throws Exception {
    local.seed("10_first.sql", FIRST + "\ncreate table other ();\n");
    assertThatThrownBy(local::apply)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            """
            src/main/inspire/seed/10_first.sql:6: a seed takes statements that start with insert, \
            update, delete, merge, select or with, not with create. Seeds insert rows; change the \
            schema in its *.inspire files and with `mvn kizaki:plan`.\
            """);
    assertThat(local.query("select 1 from pg_class where relname = 'task'")).isEmpty();
  }

  /** The seeds are written for the whole history. */
  @Test
  void theyWaitForTheLastMigration() throws Exception {
    local.addField("points");
    local.seed("10_first.sql", "insert into task (title, points) values ('x', 1)");
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines)
        .apply(new ApplyRequest(local.project(), local.database(), Optional.of("0001_initial")));
    assertThat(lines.text()).isEqualTo("Applying 0001_initial...\nDone.\n");
    assertThat(local.titles()).isEmpty();
    local.apply();
    assertThat(local.titles()).containsExactly("x");
  }

  @Test
  void eachStartRunsThem() throws Exception {
    local.seed("10_first.sql", FIRST);
    for (int i = 0; i < 2; i++) {
      try (StartedDatabase started =
              new Kizaki(new RecordedLines())
                  .start(new StartRequest(local.project(), local.database(), Optional.empty()));
          Connection connection =
              DriverManager.getConnection(
                  started.jdbcUrl(), started.username(), started.password().reveal())) {
        assertThat(LocalProject.query(connection, "select title from task")).hasSize(3);
      }
    }
    assertThat(local.query("select 1 from pg_class where relname = 'task'")).isEmpty();
  }

  @Test
  void aConfiguredDatabaseGetsNone() throws Exception {
    local.seed("10_first.sql", FIRST);
    try (TestDatabase configured = PostgresServers.version(17).freshDatabase()) {
      AppliedProject other = new AppliedProject(root, configured);
      RecordedLines lines = new RecordedLines();
      new Kizaki(lines)
          .apply(new ApplyRequest(local.project(), other.database(), Optional.empty()));
      assertThat(lines.text()).isEqualTo("Applying 0001_initial...\nDone.\n");
      try (Connection connection = configured.connect()) {
        assertThat(LocalProject.query(connection, "select title from task")).isEmpty();
      }
    }
  }

  /** The example of docs/local.md, in an empty project. */
  @Test
  void theExampleOfThePageIsReal(@TempDir Path empty) throws Exception {
    String page =
        Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/local.md"));
    Matcher example =
        Pattern.compile(
                "```inspire\n(.*?)```\n\n```sql\n(.*?)```\n.*?```\n(.*?)```\n", Pattern.DOTALL)
            .matcher(page);
    assertThat(example.find()).isTrue();
    LocalProject other = new LocalProject(empty.toRealPath());
    other.schema(example.group(1));
    other.seed("10_tasks.sql", example.group(2));
    other.plan();
    assertThat(other.apply()).isEqualTo(example.group(3));
    assertThat(other.titles()).hasSize(21);
  }
}
