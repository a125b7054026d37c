package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.StatementSettings;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements of an application are prepared for what the phases of a deploy lead to. */
@FullRun
final class ApplicationStatementsTest {
  private static final String BEFORE =
      """
      enum Status { Open, Done }
      entity Owner {
        id: int = autoincrement() @primaryKey
        name: string
      }
      entity Old {
        id: int = autoincrement() @primaryKey
      }
      entity Task {
        id: int = autoincrement() @primaryKey
        title: string @unique
        code: int
        legacy: string?
        status: Status = Open
        ownerId: Owner.id?
      }
      """;

  private static final String AFTER =
      BEFORE
          .replace("code:", "number:")
          .replace("  legacy: string?\n", "")
          .replace("Open, Done", "Open, Done, Gone")
          .replace("entity Old {\n  id: int = autoincrement() @primaryKey\n}\n", "")
          .replace("name: string", "name: string\n  email: string?");

  private static final String ANSWERS =
      "rename Task.code -> Task.number\ndrop Task.legacy\ndrop entity Old";

  private static final List<String> WORKING =
      List.of(
          "select id, code from task where id = ? and status = ?",
          "select id, number from public.task where number between ? and ?",
          "insert into task (title, code) values (?, ?) on conflict (title) do nothing",
          "insert into task (title, number) values (?, ?) returning *",
          "update public.task t set code = ?, status = 'Done'::status where t.title = ?",
          "update task set status = 'Gone' where id = $1",
          "select t.id, o.name from task t join owner o on o.id = t.owner_id",
          "select t.id, n.text from note n join task t on t.id = n.task",
          "select extra from task where twice(number) = ?",
          "select id, name, email from owner group by id",
          "with task as (select 1 as one) select one from task");

  private static final List<String> UNJUDGED =
      List.of(
          "select now() - interval ?",
          "select id from nothing",
          "vacuum task",
          "select public.id from public.task as public");

  private static final String WAYS_ON =
      """
      Correct the application first, write another plan, or apply without a phase when the old \
      version has stopped. -Dkizaki.allowBrokenStatements goes on regardless.\
      """;

  private static final String WAYS_ON_FROM_A_VIEW =
      """
      Correct the application first, write another plan, or apply without a phase when the old \
      version has stopped. With -Dkizaki.renames=columns, no view stands for the table of a renamed \
      field. -Dkizaki.allowBrokenStatements goes on regardless.\
      """;

  private static final String BROKEN = "select id, title, code from task group by id";

  @TempDir Path root;

  private StagedProject project(int major) throws IOException, SQLException {
    StagedProject project = StagedProject.on(major, root, BEFORE);
    project.execute(
        "alter table task add column extra text",
        "create table note (task int, text text)",
        "create function twice(int) returns int language sql immutable as 'select 2 * $1'",
        "insert into task (title, code) values ('one', 1)");
    project.plan(AFTER, ANSWERS);
    return project;
  }

  private StatementSettings file(String... broken) throws IOException {
    Path file = root.resolve("statements.sql");
    Files.writeString(
        file,
        String.join(";\n", WORKING)
            + ";\n"
            + String.join(";\n", UNJUDGED)
            + ";\n"
            + String.join(";\n", broken));
    return new StatementSettings(Optional.of(file), false);
  }

  private static StatementSettings regardless(StatementSettings statements) {
    return new StatementSettings(statements.file(), true);
  }

  private static void dryRun(
      StagedProject project, DeployPhase phase, StatementSettings statements, RecordedLines lines) {
    new Kizaki(lines)
        .dryRun(
            new DryRunRequest(
                AppliedProject.project(project.project().root()),
                project.project().database(),
                false,
                true,
                OnlineSettings.AUTO,
                phase,
                statements));
  }

  private static Refusal refusal(Runnable run) {
    Refusal refusal = catchThrowableOfType(Refusal.class, run::run);
    assertThat(refusal.code()).contains(RefusalCode.STATEMENTS_BREAK);
    return refusal;
  }

  /** Ignores what others have added, as a team does that has such objects. */
  private static String apply(
      StagedProject project, DeployPhase phase, StatementSettings statements) {
    return project.apply(
        StagedProject.ignoring(
            project.project().database(), List.of("task.extra", "note", "function:twice*")),
        phase,
        statements);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void statementsThatBreakAreNamedWithTheirCauseBeforeAnythingIsChanged(int major)
      throws IOException, SQLException {
    try (StagedProject project = project(major)) {
      List<String> before = project.catalog();
      StatementSettings broken =
          file(
              BROKEN,
              "insert into task (title, code) values (?, ?) on conflict on constraint task_title_key do nothing",
              "select n.text, t.id, t.number from note n join public.task t on t.id = n.task group by t.id, n.text");
      String expected =
          """
          3 statements of the application would break between the phases. Nothing was changed.
            select id, title, code from task group by id (statements.sql:16)
              PostgreSQL: column "task.title" must appear in the GROUP BY clause or be used in an aggregate function (42803)
              because of `rename Task.code -> Task.number` in 0002_update_schema
            insert into task (title, code) values (?, ?) on conflict on constraint task_title_key do nothing (statements.sql:17)
              PostgreSQL: constraint "task_title_key" for table "task" does not exist (42704)
              because of `rename Task.code -> Task.number` in 0002_update_schema
            select n.text, t.id, t.number from note n join public.task t on t.id = n.task group by t.id, n.text (statements.sql:18)
              PostgreSQL: column "t.number" must appear in the GROUP BY clause or be used in an aggregate function (42803)
              needs the second phase of `rename Task.code -> Task.number` in 0002_update_schema
          """
              + WAYS_ON_FROM_A_VIEW;
      assertThat(refusal(() -> apply(project, DeployPhase.EXPAND, broken))).hasMessage(expected);
      RecordedLines lines = new RecordedLines();
      assertThat(refusal(() -> dryRun(project, DeployPhase.EXPAND, broken, lines)))
          .hasMessage(expected);
      assertThat(lines.text())
          .contains(
              "Statements of the application: 11 work between the phases, 3 would break, 4 not"
                  + " judged.\nNo changes applied.");
      assertThat(project.catalog()).isEqualTo(before);

      assertThat(apply(project, DeployPhase.EXPAND, regardless(broken)))
          .contains("    PostgreSQL: column \"task.title\" must".strip())
          .contains("Expanding 0002_update_schema...");
      StatementSettings old =
          file("select legacy from task", "select n.task from note n, public.old", "table owner");
      assertThat(refusal(() -> apply(project, DeployPhase.CONTRACT, old)))
          .hasMessage(
              """
              5 statements of the application would break after the second phase. Nothing was changed.
                select id, code from task where id = ? and status = ? (statements.sql:1)
                  PostgreSQL: column "code" does not exist (42703)
                  because of `rename Task.code -> Task.number` in 0002_update_schema
                insert into task (title, code) values (?, ?) on conflict (title) do nothing (statements.sql:3)
                  PostgreSQL: column "code" of relation "task" does not exist (42703)
                  because of `rename Task.code -> Task.number` in 0002_update_schema
                update public.task t set code = ?, status = 'Done'::status where t.title = ? (statements.sql:5)
                  PostgreSQL: column "code" of relation "task" does not exist (42703)
                  because of `rename Task.code -> Task.number` in 0002_update_schema
                select legacy from task (statements.sql:16)
                  PostgreSQL: column "legacy" does not exist (42703)
                  because of `drop Task.legacy` in 0002_update_schema
                select n.task from note n, public.old (statements.sql:17)
                  PostgreSQL: relation "old" does not exist (42P01)
                  because of `drop entity Old` in 0002_update_schema
              """
                  + WAYS_ON);
      assertThat(apply(project, DeployPhase.CONTRACT, regardless(old)))
          .contains("Contracting 0002_update_schema...");
    }
  }

  @Test
  void withoutStatementsOrTheRightToCopyTablesNothingIsChecked() throws IOException, SQLException {
    try (StagedProject project = project(17)) {
      RecordedLines lines = new RecordedLines();
      dryRun(project, DeployPhase.EXPAND, StatementSettings.DEFAULT, lines);
      assertThat(lines.text())
          .contains(
              "The statements of the application were not checked: the extension"
                  + " pg_stat_statements is not in the database, and -Dkizaki.statements names no"
                  + " file.");
      project.execute(
          "create role deployer login password 'x'",
          "alter table task owner to deployer",
          "alter table owner owner to deployer",
          "alter table old owner to deployer",
          "alter type status owner to deployer",
          "alter table __kizaki_migration owner to deployer",
          "alter schema public owner to deployer");
      String name = project.answer("select current_database()");
      assertThat(
              project.apply(
                  StagedProject.ignoring(
                      project.databaseAs("deployer", "x"),
                      List.of("task.extra", "note", "function:twice*")),
                  DeployPhase.EXPAND,
                  file(BROKEN)))
          .contains(
              "The statements of the application were not checked: deployer may not create schemas"
                  + " in %1$s; grant create on database %1$s to deployer.".formatted(name))
          .contains("Expanding 0002_update_schema...");
    }
  }

  @Test
  void theExampleOfThePageIsWhatIsPrinted() throws IOException, SQLException {
    String page = Files.readString(Path.of("../docs/phases.md"));
    int start = page.indexOf("$ mvn kizaki:apply -Dkizaki.phase=expand -Dkizaki.statements=");
    String example = page.substring(page.indexOf('\n', start) + 1, page.indexOf("\n```", start));
    try (StagedProject project = StagedProject.with(root, StagedProject.TASK)) {
      project.plan(
          StagedProject.TASK.replace("code:", "number:"), "rename Task.code -> Task.number");
      StatementSettings statements =
          only("select code from task;\nselect number from task;\n" + BROKEN + ";\n");
      RecordedLines lines = new RecordedLines();
      Refusal refusal = refusal(() -> dryRun(project, DeployPhase.EXPAND, statements, lines));
      assertThat(example.replace(" [KIZ536]", "")).endsWith("\n" + refusal.getMessage());
      assertThat(lines.text()).contains(example.lines().findFirst().orElseThrow());
    }
  }

  /** Neither do they wait for it, nor does it wait for them. */
  @Test
  void writersOfTheTablesAndTheCheckDoNotWaitForEachOther() throws IOException, SQLException {
    try (StagedProject project = project(18);
        Connection writer = project.connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("update task set title = 'two'");
      statement.execute("lock table note in exclusive mode");
      RecordedLines lines = new RecordedLines();
      dryRun(project, DeployPhase.EXPAND, file("table owner"), lines);
      assertThat(lines.text()).contains("12 work between the phases, none breaks, 4 not judged.");
      writer.rollback();
    }
  }

  /** Each table of a transaction takes locks, of which the server has a fixed number. */
  @Test
  void aSchemaThatWouldTakeTheLocksOfTheServerIsNotCopied() throws IOException, SQLException {
    String schema =
        IntStream.range(0, 700)
            .mapToObj(i -> "entity E%d {\n  id: int @primaryKey\n}\n".formatted(i))
            .collect(Collectors.joining());
    try (StagedProject project = StagedProject.with(root, schema)) {
      project.plan(schema + "entity Last {\n  id: int @primaryKey\n}\n", "");
      RecordedLines lines = new RecordedLines();
      dryRun(project, DeployPhase.EXPAND, only("select 1"), lines);
      assertThat(lines.text())
          .contains(
              "The statements of the application were not checked: copies of 3500 tables and indexes"
                  + " would take most of the locks of the server; raise max_locks_per_transaction.");
    }
  }

  @Test
  void aFileThatIsMissingIsNamed() throws IOException, SQLException {
    try (StagedProject project = project(18)) {
      Path missing = root.resolve("missing.sql");
      Refusal refusal =
          catchThrowableOfType(
              Refusal.class,
              () ->
                  apply(
                      project,
                      DeployPhase.EXPAND,
                      new StatementSettings(Optional.of(missing), false)));
      assertThat(refusal.code()).contains(RefusalCode.STATEMENTS_UNREADABLE);
      Files.writeString(missing, "select 1");
      apply(project, DeployPhase.EXPAND, new StatementSettings(Optional.of(missing), false));
    }
  }

  private static final String UNIQUE =
      """
      entity Task {
        id: int = autoincrement() @primaryKey
        title: string
        code: int @unique
      }
      """;

  private StagedProject withoutUnique(int major) throws IOException, SQLException {
    StagedProject project = StagedProject.on(major, root, UNIQUE);
    project.execute("insert into task (title, code) values ('one', 1), ('two', 2)");
    project.plan(UNIQUE.replace(" @unique", ""), "");
    return project;
  }

  private StatementSettings only(String statements) throws IOException {
    Path file = Files.writeString(root.resolve("statements.sql"), statements);
    return new StatementSettings(Optional.of(file), false);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aUniqueIsDroppedInTheFirstPhaseIfNoStatementUpsertsOnIt(int major)
      throws IOException, SQLException {
    try (StagedProject project = withoutUnique(major)) {
      List<String> before = project.catalog();
      Refusal unknown =
          catchThrowableOfType(Refusal.class, () -> project.apply(DeployPhase.EXPAND));
      assertThat(unknown.code()).contains(RefusalCode.PHASES_IMPOSSIBLE);
      assertThat(unknown)
          .hasMessageContaining(
              "0002_drop_task_unique cannot be applied in two phases. `drop unique Task([code])`:"
                  + " the old version may rely on the unique when it inserts, and the new one on"
                  + " its absence; -Dkizaki.statements=statements.sql names statements of the old"
                  + " version that prove that it does not.");
      StatementSettings upsert =
          only("insert into task (title, code) values (?, ?) on conflict (code) do nothing");
      Refusal needed =
          catchThrowableOfType(Refusal.class, () -> project.apply(DeployPhase.EXPAND, upsert));
      assertThat(needed.code()).contains(RefusalCode.PHASES_IMPOSSIBLE);
      assertThat(needed)
          .hasMessage(
              """
              0002_drop_task_unique cannot be applied in two phases. `drop unique Task([code])`: a statement of the application needs it.
                insert into task (title, code) values (?, ?) on conflict (code) do nothing (statements.sql:1)
                  PostgreSQL: there is no unique or exclusion constraint matching the ON CONFLICT specification (42P10)
              Apply it without a phase when the old version of the application has stopped, or write another plan. Nothing was changed.\
              """);
      assertThat(project.catalog()).isEqualTo(before);

      StatementSettings inserts = only("insert into task (title, code) values (?, ?)");
      assertThat(project.apply(DeployPhase.EXPAND, inserts))
          .contains("Statements of the application: 1 works between the phases, none breaks.")
          .contains("Expanding 0002_drop_task_unique...");
      assertThat(project.status())
          .contains("Expanded: 0002_drop_task_unique")
          .doesNotContain("Database drift");
      assertThat(
              project.answer(
                  "select count(*) from pg_constraint where contype = 'u' and conrelid = 'task'::regclass"))
          .isEqualTo("0");
      project.abort(false);
      assertThat(project.catalog()).isEqualTo(before);

      project.apply(DeployPhase.EXPAND, inserts);
      project.execute("insert into task (title, code) values ('same', 1)");
      project.apply(DeployPhase.CONTRACT);
      project.assertNothingLeft();
      assertThat(project.status()).contains("Latest applied: 0002_drop_task_unique");
    }
  }
}
