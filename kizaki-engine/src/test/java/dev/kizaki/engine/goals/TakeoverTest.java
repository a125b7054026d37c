package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kizaki.engine.Kizaki;
import dev.kizaki.engine.api.ApplyRequest;
import dev.kizaki.engine.api.DevRequest;
import dev.kizaki.engine.api.DryRunRequest;
import dev.kizaki.engine.api.Project;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestRequests;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was made by hand and then put into the schema: a statement whose effect is in the database
 * exactly is taken over, and anything else in its way is named before the first statement.
 */
@FullRun
final class TakeoverTest {
  private static final String TASK =
      """
      entity Task {
        title: string
        projectId: Project.id
        status: TaskStatus = Todo
        points: int?
      %s}
      """;

  @TempDir Path root;
  private AppliedProject applied;
  private Project project;

  @BeforeEach
  void apply() throws IOException, SQLException {
    applied = AppliedProject.in(root);
    project = AppliedProject.project(root);
    execute(
        "insert into project values ('00000000-0000-0000-0000-000000000001', 'p')",
        "insert into task (title, project_id) select n, '00000000-0000-0000-0000-000000000001'"
            + " from generate_series(1, 12) n");
  }

  @AfterEach
  void drop() throws SQLException {
    applied.close();
  }

  @Test
  void aColumnKeepsItsValuesAndTheBackfillDoesNotRun() throws Exception {
    execute("alter table task add note text", "update task set note = 'kept' where title = '1'");
    plan("  note: string?\n", Optional.empty());
    assertTakenOver("Already there: column task.note; its values are kept");
    assertThat(value("select note from task where title = '1'")).isEqualTo("kept");
  }

  @Test
  void aDefaultThatRowsDidNotGetIsReportedWithTheirNumber() throws Exception {
    execute(
        "alter table task add weight int",
        "alter table task alter weight set default 5",
        "update task set weight = 7 where title = '1'");
    plan("  weight: int? = 5\n", Optional.empty());
    assertTakenOver("Already there: column task.weight; its values are kept (11 rows hold null)");
  }

  @Test
  void aBackfillThatDoesNotRunIsReported() throws Exception {
    execute("alter table task add weight int");
    AppliedProject.write(root, "src/main/inspire/task.inspire", TASK.formatted("  weight: int?\n"));
    AppliedProject.write(
        root,
        "migrations/0004_add_weight/plan.migration",
        "migration \"0004_add_weight\" {\n  add Task.weight: int? backfill 3\n}\n");
    plan();
    assertTakenOver(
        "Already there: column task.weight; its values are kept, backfill not run"
            + " (12 rows hold null)");
    assertThat(value("select count(weight) from task")).isEqualTo("0");
  }

  @Test
  void aRequiredFieldWithoutValuesInSomeRowsIsRefused() throws Exception {
    execute("alter table task add weight int", "update task set weight = 1 where title <> '3'");
    plan("  weight: int\n", Optional.of("Task.weight backfill 1"));
    assertRefused(
        """
        Migration 0004_add_weight, statement 1: add Task.weight: int backfill 1
          column task.weight is there already, but not equal: null instead of not null.
            makes it equal: ALTER TABLE "public"."task" ALTER COLUMN "weight" SET NOT NULL;
          1 row holds null in weight; give them a value first.
        """);
    execute(
        "update task set weight = 4 where weight is null",
        "ALTER TABLE \"public\".\"task\" ALTER COLUMN \"weight\" SET NOT NULL");
    assertTakenOver("Already there: column task.weight; its values are kept, backfill not run");
    assertThat(value("select weight from task where title = '3'")).isEqualTo("4");
  }

  @Test
  void enumValuesAreTakenOverInTheirOrder() throws Exception {
    execute(
        "alter type task_status add value 'Doing' before 'Done'",
        "alter type task_status add value 'Later'",
        "update task set status = 'Doing' where title = '1'");
    AppliedProject.write(
        root, "src/main/inspire/status.inspire", "enum TaskStatus { Todo, Doing, Done, Later }\n");
    plan();
    assertTakenOver(
        "Already there: value Doing of enum task_status",
        "Already there: value Later of enum task_status");
    assertThat(value("select count(*) from task where status = 'Doing'")).isEqualTo("1");
  }

  @Test
  void anEnumValueInAnotherPlaceIsRefused() throws Exception {
    execute("alter type task_status add value 'Doing'");
    AppliedProject.write(
        root, "src/main/inspire/status.inspire", "enum TaskStatus { Todo, Doing, Done }\n");
    plan();
    assertRefused(
        """
          enum task_status is there already, but not equal: values ("Todo", "Done", "Doing") \
        instead of ("Todo", "Doing", "Done").
        """);
    AppliedProject.write(
        root, "src/main/inspire/status.inspire", "enum TaskStatus { Todo, Done, Doing }\n");
    plan();
    assertTakenOver("Already there: value Doing of enum task_status");
  }

  @Test
  void anIndexMadeConcurrentlyIsTakenOver() throws Exception {
    execute("create index concurrently task_title_idx on task (title)");
    long before = Long.parseLong(value("select 'task_title_idx'::regclass::oid"));
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        TASK.formatted("").replace("title: string", "title: string @index"));
    plan();
    assertTakenOver("Already there: index task_title_idx on task");
    assertThat(value("select 'task_title_idx'::regclass::oid")).isEqualTo(Long.toString(before));
  }

  @Test
  void anIndexThatDiffersNamesTheProperty() throws Exception {
    execute("create index task_title_idx on task (title text_pattern_ops) where points > 1");
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        TASK.formatted("").replace("title: string", "title: string @index"));
    plan();
    assertRefused(
        """
          index task_title_idx on task is there already, but not equal: where (points > 1) instead of none; operator classes \
        text_pattern_ops instead of default.
        """);
  }

  @Test
  void anIndexOfAnyFormIsTakenOver() throws Exception {
    execute(
        "create unique index task_title_idx on task (title text_pattern_ops desc nulls last)"
            + " include (points)",
        "create index task_points_idx on task using brin (points int4_minmax_ops)");
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        TASK.formatted(
            """
            @index([title ops("text_pattern_ops") desc nullsLast], unique: true, include: [points])
            @index([points ops("int4_minmax_ops")], using: brin)
            """));
    plan();
    assertTakenOver(
        "Already there: index task_points_idx on task",
        "Already there: index task_title_idx on task");
  }

  @Test
  void anIndexWithSqlIsNotTakenOver() throws Exception {
    execute("create unique index task_lower_idx on task (lower(title)) where points > 1");
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        TASK.formatted(
            "@index([sql(\"lower(title)\")], unique: true, where: sql(\"points > 1\"))\n"));
    plan();
    assertRefused("index task_lower_idx on task is there already.\n");
  }

  @Test
  void anIndexOfAnotherFormIsRefused() throws Exception {
    execute("create index task_title_idx on task (title desc)");
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        TASK.formatted("@index([title desc nullsLast], unique: true, include: [points])\n"));
    plan();
    assertRefused(
        """
          index task_title_idx on task is there already, but not equal: include none instead of \
        (points); not unique instead of unique; order desc instead of desc nulls last.
            makes it equal: DROP INDEX "public"."task_title_idx"; CREATE UNIQUE INDEX \
        "task_title_idx" ON "public"."task" ("title" DESC NULLS LAST) INCLUDE ("points");
        """);
  }

  @Test
  void aUniqueIsTakenOverAndAUniqueIndexCanBecomeOne() throws Exception {
    execute("create unique index concurrently task_title_key on task (title)");
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        TASK.formatted("").replace("title: string", "title: string @unique"));
    plan();
    String sql =
        "ALTER TABLE \"public\".\"task\" ADD CONSTRAINT \"task_title_key\" UNIQUE USING INDEX"
            + " \"task_title_key\"";
    assertRefused(
        """
          unique constraint task_title_key on task: its name is taken by index task_title_key on \
        task.
            makes it equal: %s;
        """
            .formatted(sql));
    execute(sql);
    assertTakenOver("Already there: unique constraint task_title_key on task");
  }

  @Test
  void aDeferrableUniqueIsRefused() throws Exception {
    execute("alter table task add constraint task_title_key unique (title) deferrable");
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        TASK.formatted("").replace("title: string", "title: string @unique"));
    plan();
    assertRefused("is there already, but not equal: DEFERRABLE.\n");
  }

  @Test
  void aWholeTableIsTakenOverWithItsRows() throws Exception {
    execute(
        "create type mood as enum ('Good', 'Bad')",
        "create table label (id uuid not null default gen_random_uuid(), name text not null,"
            + " mood mood not null default 'Good', task_id uuid not null,"
            + " constraint label_pkey primary key (id), constraint label_name_key unique (name),"
            + " constraint label_task_id_fkey foreign key (task_id) references task (id))",
        "create index label_task_id_idx on label (task_id)",
        "insert into label (name, task_id) select 'a', id from task where title = '1'");
    writeLabel();
    plan();
    assertTakenOver("Already there: enum mood", "Already there: table label; its rows are kept");
    assertThat(value("select count(*) from label")).isEqualTo("1");
  }

  @Test
  void aTableThatDiffersNamesEachDifference() throws Exception {
    execute(
        "create type mood as enum ('Good', 'Bad')",
        "create table label (id uuid not null default gen_random_uuid(), name varchar(20) not null,"
            + " mood mood not null default 'Good', task_id uuid not null, extra int,"
            + " constraint label_pkey primary key (id), constraint label_task_id_fkey foreign key"
            + " (task_id) references task (id) on delete cascade)",
        "create index label_task_id_idx on label (task_id)");
    writeLabel();
    plan();
    assertRefused(
        """
          column label.name is there already, but not equal: type character varying(20) instead \
        of text.
          unique constraint label_name_key on label is missing.
            makes it equal: ALTER TABLE "public"."label" ADD CONSTRAINT "label_name_key" UNIQUE \
        ("name");
        """);
    assertRefused("on delete CASCADE instead of NO ACTION.\n");
    assertRefused(
        """
          column label.extra is there besides.
            makes it equal: ALTER TABLE "public"."label" DROP COLUMN "extra"; -- deletes its values
        """);
  }

  @Test
  void allTakenNamesAreNamedAtOnce() throws Exception {
    execute(
        "create view label as select 1 as one",
        "create domain mood as text",
        "create sequence task_title_idx");
    writeLabel();
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        TASK.formatted("").replace("title: string", "title: string @index"));
    plan();
    assertRefused("  enum mood: its name is taken by type mood.\n");
    assertRefused("  table label: its name is taken by view label.\n");
    assertRefused(
        "  index task_title_idx on task: its name is taken by sequence task_title_idx.\n");
    execute("drop view label", "drop domain mood", "alter sequence task_title_idx rename to other");
    assertThat(run()).doesNotContain("Already there").contains("Done.");
  }

  @Test
  void theTypeOfATableIsInTheWayOfAnEnum() throws Exception {
    execute("create table mood (x int)");
    writeLabel();
    plan();
    assertRefused("  enum mood: its name is taken by table mood.\n");
  }

  @Test
  void aRenameIsNeverTakenOver() throws Exception {
    execute("alter table task add effort int");
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        TASK.formatted("").replace("points: int?", "effort: int?"));
    plan(Optional.of("rename Task.points -> Task.effort"));
    assertRefused(
        """
        Migration 0004_rename_points, statement 1: rename Task.points -> Task.effort
          column task.effort is there already.
        """);
  }

  @Test
  void aColumnMovesWithItsRenamedTable() throws Exception {
    execute("alter table task add note text", "update task set note = 'kept'");
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        TASK.formatted("  note: string?\n").replace("entity Task", "entity Todo"));
    plan(Optional.of("rename entity Task -> Todo"));
    assertTakenOver("Already there: column todo.note; its values are kept");
    assertThat(value("select count(note) from todo")).isEqualTo("12");
  }

  @Test
  void driftThatNoPlanMakesIsStillRefused() throws Exception {
    execute("alter table task add note text", "alter table task add other text");
    plan("  note: string?\n", Optional.empty());
    assertThat(status())
        .contains("Database drift: column task.other was added by hand")
        .doesNotContain("task.note");
    assertThatThrownBy(this::run)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("column task.other was added by hand")
        .hasMessageNotContaining("task.note");
  }

  @Test
  void nothingIsTakenOverInADatabaseWithoutHistory() throws Exception {
    execute("drop table __kizaki_migration");
    assertThatThrownBy(this::run)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("  table project is there already.\n")
        .hasMessageContaining("  table task is there already.\n")
        .hasMessageContaining("  column task.points is there already.\n")
        .hasMessageContaining("No migration is applied to this database, so nothing in it is");
  }

  @Test
  void devTakesOverToo() throws Exception {
    execute("alter table task add note text");
    plan("  note: string?\n", Optional.empty());
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).dev(new DevRequest(project, applied.database(), false));
    assertThat(lines.text()).contains("Already there: column task.note; its values are kept\n");
  }

  @Test
  void theEffectIsJudgedAgainAtTheTurnOfItsStatement() throws Exception {
    execute("create index task_title_idx on task (title)");
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        TASK.formatted("").replace("title: string", "title: string @index"));
    AppliedProject.write(
        root,
        "migrations/0004_add_index/plan.migration",
        """
        migration "0004_add_index" {
          run sql("select pg_sleep(3)")
          add index Task([title])
        }
        """);
    plan();
    Thread other =
        new Thread(
            () -> {
              try {
                while (!"1"
                    .equals(
                        value(
                            "select count(*) from pg_stat_activity where pid <> pg_backend_pid()"
                                + " and query like 'select pg_sleep(3)%'"
                                + " and datname = current_database()"))) {
                  Thread.sleep(50);
                }
                execute("drop index task_title_idx");
              } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    other.start();
    assertThatThrownBy(this::run)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("index task_title_idx on task is no longer there.")
        .hasMessageContaining("Run `mvn kizaki:apply` again.");
    other.join();
    assertThat(run()).contains("Done.").doesNotContain("Already there");
  }

  @Test
  void sqlThatPostgresDoesNotAcceptIsRefusedBeforeTheFirstStatement() throws Exception {
    plan("  weight: int\n", Optional.of("Task.weight backfill sql(\"nope(title)\")"));
    assertRefused(
        """
        Migration 0004_add_weight cannot be applied because of the SQL in statement 1:
          add Task.weight: int backfill sql("nope(title)")
        PostgreSQL: function nope(text) does not exist\
        """);
  }

  @Test
  void sqlOfAnIndexIsRefusedBeforeTheFirstStatement() throws Exception {
    AppliedProject.write(
        root,
        "src/main/inspire/task.inspire",
        TASK.formatted("@index([title, sql(\"nope(points)\")], where: sql(\"titel <> ''\"))\n"));
    plan();
    assertRefused(
        """
        Migration 0004_add_task_index cannot be applied because of the SQL in statement 1:
          add index Task([title, sql("nope(points)")], where: sql("titel <> ''"))
        PostgreSQL: function nope(integer) does not exist\
        """);
  }

  @Test
  void sqlThatNamesWhatThePlanMakesIsNotChecked() throws Exception {
    AppliedProject.write(root, "src/main/inspire/task.inspire", TASK.formatted("  weight: int?\n"));
    AppliedProject.write(
        root,
        "migrations/0004_add_weight/plan.migration",
        """
        migration "0004_add_weight" {
          add Task.weight: int?
          update Task set weight = sql("length(title)")
          update Task set points = sql("length(title)")
        }
        """);
    plan();
    assertThat(dryRun())
        .containsOnlyOnce(
            "    Not checked: the SQL of the plan; an earlier pending statement changes what it"
                + " names\n");
    assertThat(run()).contains("Done.");
    assertThat(value("select sum(weight) = sum(points) from task")).isEqualTo("t");
  }

  private void writeLabel() throws IOException {
    AppliedProject.write(
        root,
        "src/main/inspire/label.inspire",
        """
        enum Mood { Good, Bad }
        entity Label {
          name: string @unique
          mood: Mood = Good
          taskId: Task.id
        }
        """);
  }

  private void plan(String field, Optional<String> answers) throws IOException {
    AppliedProject.write(root, "src/main/inspire/task.inspire", TASK.formatted(field));
    plan(answers);
  }

  private void plan() {
    plan(Optional.empty());
  }

  private void plan(Optional<String> answers) {
    new Kizaki(new RecordedLines())
        .plan(
            TestRequests.plan(
                project,
                applied.database(),
                Optional.empty(),
                answers,
                Optional.empty(),
                false,
                false,
                Optional.empty()));
  }

  /** Before apply there is no drift, dry-run and apply print these lines, and nothing drifts. */
  private void assertTakenOver(String... lines) throws SQLException {
    assertThat(status()).doesNotContain("Database drift");
    String state = applied.state();
    String dryRun = dryRun();
    assertThat(applied.state()).isEqualTo(state);
    String apply = run();
    for (String line : lines) {
      assertThat(dryRun).contains("    " + line + "\n");
      assertThat(apply).contains("\n" + line + "\n");
    }
    assertThat(apply.lines().filter(each -> each.startsWith("Already there")))
        .hasSize(lines.length);
    assertThat(apply).endsWith("Done.\n");
    assertThat(status()).doesNotContain("Database drift").contains("Source drift: none");
  }

  /** {@code apply} and {@code dry-run} refuse with the same message, and nothing is changed. */
  private void assertRefused(String part) throws SQLException {
    String state = applied.state();
    assertThatThrownBy(this::run).isInstanceOf(Refusal.class).hasMessageContaining(part);
    assertThatThrownBy(this::dryRun).isInstanceOf(Refusal.class).hasMessageContaining(part);
    assertThat(applied.state()).isEqualTo(state);
  }

  private String run() {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).apply(new ApplyRequest(project, applied.database(), Optional.empty()));
    return lines.text();
  }

  private String dryRun() {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).dryRun(new DryRunRequest(project, applied.database(), false, false));
    return lines.text();
  }

  private String status() {
    RecordedLines lines = new RecordedLines();
    new Kizaki(lines).status(TestRequests.status(project, applied.database(), Set.of()));
    return lines.text();
  }

  private void execute(String... commands) throws SQLException {
    try (Connection connection = applied.test().connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private String value(String query) throws SQLException {
    try (Connection connection = applied.test().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
