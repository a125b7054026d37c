package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.api.RenameWay;
import dev.kizaki.engine.api.Reporter;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Renamed fields that have two columns between the phases of a deploy. */
@FullRun
final class TwoColumnRenamesTest {
  private static final String BEFORE =
      """
      enum Kind { Bug, Idea }
      entity Owner { id: int @primaryKey  name: string }
      entity Task {
        id: int @primaryKey
        code: string @unique
        kind: Kind = Bug
        ownerId: Owner.id?
        points: int? = 3 @check(sql("points >= 0"))
        note: string @index([sql("lower(note)")])
        @unique([note, code])
      }
      """;

  private static final String AFTER =
      """
      enum Kind { Bug, Idea }
      entity Owner { id: int @primaryKey  name: string }
      entity Task {
        id: int @primaryKey
        number: string @unique
        sort: Kind = Bug
        assigneeId: Owner.id?
        score: int? = 3 @check(sql("score >= 0"))
        text: string @index([sql("lower(text)")])
        @unique([text, number])
      }
      """;

  private static final String ANSWERS =
      """
      rename Task.code -> Task.number
      rename Task.kind -> Task.sort
      rename Task.ownerId -> Task.assigneeId
      rename Task.points -> Task.score
      rename Task.note -> Task.text
      """;

  private static final String ONE_FIELD =
      """
      entity Task {
        id: int @primaryKey
        title: string
        code: int = 3
      }
      """;

  private static final String ONE_FIELD_LATER = ONE_FIELD.replace("code:", "number:");
  private static final String ONE_RENAME = "rename Task.code -> Task.number";

  @TempDir Path root;

  private StagedProject project(int major) throws IOException, SQLException {
    StagedProject project = StagedProject.on(major, root, BEFORE);
    project.execute(
        "insert into owner values (1, 'x'), (2, 'y')",
        "insert into task values (1, 'a', 'Idea', 1, 5, 'One'), (2, 'b', 'Bug', null, null, 'Two')");
    project.plan(AFTER, ANSWERS);
    return project;
  }

  private StagedProject small(String... commands) throws IOException, SQLException {
    StagedProject project = StagedProject.with(root, ONE_FIELD);
    project.execute("insert into task values (1, 'one', 1), (2, 'two', 2)");
    project.execute(commands);
    project.plan(ONE_FIELD_LATER, ONE_RENAME);
    return project;
  }

  private static String old(StagedProject project, int id) throws SQLException {
    return row(project, id, "code, kind, coalesce(owner_id, 0), coalesce(points, -1), note");
  }

  private static String next(StagedProject project, int id) throws SQLException {
    return row(project, id, "number, sort, coalesce(assignee_id, 0), coalesce(score, -1), text");
  }

  private static String row(StagedProject project, int id, String columns) throws SQLException {
    return project.answer(
        "select concat_ws('|', %s) from task where id = %d".formatted(columns, id));
  }

  private static String kind(StagedProject project) throws SQLException {
    return project.answer("select relkind from pg_class where oid = 'task'::regclass");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void eachVersionReadsWhatTheOtherOneWrites(int major) throws IOException, SQLException {
    try (StagedProject project = project(major)) {
      assertThat(project.apply(DeployPhase.EXPAND, RenameWay.COLUMNS))
          .contains(
              "`rename Task.code -> Task.number`: the field has two columns until the second phase,"
                  + " because -Dkizaki.renames=columns asks for it.")
          .contains("[WARNING] Both columns are unique, so `on conflict` of two writers")
          .contains(
              "[WARNING] If the new version inserts null for score, the row gets the default");
      assertThat(kind(project)).isEqualTo("r");
      assertThat(project.status()).contains("Expanded: 0002_").doesNotContain("Database drift");
      assertThat(next(project, 1)).isEqualTo(old(project, 1)).isEqualTo("a|Idea|1|5|One");
      assertThat(next(project, 2)).isEqualTo(old(project, 2)).isEqualTo("b|Bug|0|-1|Two");

      project.execute("insert into task (id, code, owner_id, note) values (3, 'c', 2, 'Three')");
      assertThat(next(project, 3)).isEqualTo(old(project, 3)).isEqualTo("c|Bug|2|3|Three");
      project.execute(
          "insert into task (id, number, sort, assignee_id, score, text)"
              + " values (4, 'd', 'Idea', 1, 7, 'Four')");
      assertThat(next(project, 4)).isEqualTo(old(project, 4)).isEqualTo("d|Idea|1|7|Four");
      project.execute(
          "update task set code = 'e', points = null where id = 4",
          "update task set number = 'f', assignee_id = null, sort = 'Idea' where id = 3");
      assertThat(next(project, 4)).isEqualTo(old(project, 4)).isEqualTo("e|Idea|1|-1|Four");
      assertThat(next(project, 3)).isEqualTo(old(project, 3)).isEqualTo("f|Idea|0|3|Three");
      project.execute(
          "insert into task (id, code, note) values (9, 'a', 'x')"
              + " on conflict (code) do update set points = 8",
          "insert into task (id, number, text) values (9, 'a', 'x')"
              + " on conflict (number) do update set text = 'Uno'",
          "insert into task (id, code, note) values (9, 'a', 'x')"
              + " on conflict on constraint task_code_key do nothing",
          "delete from owner where id = 2");
      assertThat(next(project, 1)).isEqualTo(old(project, 1)).isEqualTo("a|Idea|1|8|Uno");

      assertThat(project.apply(DeployPhase.EXPAND)).contains("Nothing to expand.");
      project.apply(DeployPhase.CONTRACT);
      project.assertNothingLeft();
      assertThat(project.status()).doesNotContain("Database drift");
      assertThat(next(project, 1)).isEqualTo("a|Idea|1|8|Uno");
      assertThat(next(project, 2)).isEqualTo("b|Bug|0|-1|Two");
      project.execute("insert into task (id, number, text) values (7, 'g', 'Seven')");
      assertThat(next(project, 7)).isEqualTo("g|Bug|0|3|Seven");
    }
  }

  /** A view would be in the way, so no parameter is needed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          create publication everything for table task | the table is published under its name
          create function own() returns trigger language plpgsql as 'begin return new; end'; create trigger own before insert on task for each row execute function own() | trigger own would be called for another table name
          create function twice(task) returns int language sql as 'select 2' | uses the row type of the table
          alter table task enable row level security; grant select (id, code) on task to pg_monitor | the table has row level security and grants on columns
          """)
  void whereNoViewCanStandAFieldHasTwoColumns(String command, String reason)
      throws IOException, SQLException {
    try (StagedProject project = small(command)) {
      List<String> before = project.catalog();
      assertThat(project.dryRun(DeployPhase.EXPAND, RenameWay.VIEWS))
          .contains("`rename Task.code -> Task.number`: the field has two columns")
          .contains("because no view can stand for the table task: ")
          .contains(reason);
      assertThat(project.catalog()).isEqualTo(before);
      assertThat(project.apply(DeployPhase.EXPAND)).contains(reason);
      assertThat(kind(project)).isEqualTo("r");
      project.execute("insert into task (id, title, number) values (3, 'three', 33)");
      assertThat(project.answer("select code from task where id = 3")).isEqualTo("33");
      project.abort(true);
      assertThat(project.catalog()).isEqualTo(before);
      project.apply(DeployPhase.EXPAND);
      project.apply(DeployPhase.CONTRACT);
      project.assertNothingLeft();
      assertThat(project.answer("select sum(number) from task")).isEqualTo("36");
    }
  }

  /** Rights and comments of others are those of the field, as after a rename. */
  @Test
  void theNewColumnHasTheRightsAndTheCommentOfTheOldOne() throws IOException, SQLException {
    try (StagedProject project =
        small(
            "create role clerk",
            "grant select (id, code), insert (id, title, code), update (code) on task to clerk",
            "comment on column task.code is 'a code'",
            "alter table task alter code set statistics 7")) {
      project.apply(DeployPhase.EXPAND, RenameWay.COLUMNS);
      try (Connection connection = project.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("set role clerk");
        statement.execute("insert into task (id, title, number) values (3, 'three', 4)");
        statement.execute("insert into task (id, title, code) values (4, 'four', 4)");
        statement.execute("update task set number = 5");
        statement.execute("select id, code, number from task");
      }
      project.apply(DeployPhase.CONTRACT);
      assertThat(
              project.answer(
                  "select concat_ws(' ', attacl, attstattarget, col_description(attrelid, attnum))"
                      + " from pg_attribute where attrelid = 'task'::regclass and attname = 'number'"))
          .matches(".*clerk=arw/.*} 7 a code");
    }
  }

  /** What is recorded decides, and not the parameter of a later run. */
  @Test
  void aMigrationGoesOnAsItWasBegun() throws IOException, SQLException {
    try (StagedProject project = small()) {
      List<String> before = project.catalog();
      assertThat(project.dryRun(DeployPhase.EXPAND, RenameWay.VIEWS))
          .contains(
              "`rename Task.code -> Task.number`: a view shows the column by both names until the"
                  + " second phase.");
      project.apply(DeployPhase.EXPAND, RenameWay.COLUMNS);
      assertThat(project.answer("select two_columns from __kizaki_step")).isEqualTo("0");
      assertThat(project.dryRun(DeployPhase.CONTRACT, RenameWay.VIEWS))
          .contains("drop Task.code")
          .doesNotContain("VIEW");
      project.abort(false);
      assertThat(project.catalog()).isEqualTo(before);

      project.apply(DeployPhase.EXPAND, RenameWay.VIEWS);
      assertThat(kind(project)).isEqualTo("v");
      assertThat(project.apply(DeployPhase.CONTRACT, RenameWay.COLUMNS))
          .contains(
              "[WARNING] 0002_rename_code goes on as its first phase was begun, whatever"
                  + " -Dkizaki.renames says.");
      project.assertNothingLeft();
    }
  }

  @Test
  void aRunThatWasInterruptedGoesOnWithoutTheParameter() throws IOException, SQLException {
    try (StagedProject project = small()) {
      List<String> stages =
          project
              .apply(DeployPhase.EXPAND, RenameWay.COLUMNS)
              .lines()
              .filter(line -> line.contains(": stage "))
              .map(line -> line.substring(line.indexOf(": stage ")))
              .toList();
      assertThat(stages).hasSizeGreaterThan(2);
      project.abort(false);
      for (String stage : stages) {
        Reporter interrupted =
            StagedProject.at(
                stage,
                () -> {
                  throw new IllegalStateException("interrupted");
                });
        assertThatThrownBy(() -> project.apply(DeployPhase.EXPAND, RenameWay.COLUMNS, interrupted))
            .hasMessage("interrupted");
        assertThat(project.status()).contains("In progress: 0002_");
        assertThat(project.dryRun(DeployPhase.EXPAND, RenameWay.VIEWS)).contains("add Task.number");
        project.apply(DeployPhase.EXPAND, RenameWay.VIEWS);
        assertThat(kind(project)).isEqualTo("r");
        project.abort(false);
        project.assertNothingLeft();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id: int @primaryKey | key: int @primaryKey | rename Task.id -> Task.key | id is part of the key
          id: int @primaryKey  a: int  b: int = generated(sql("a + 1")) | id: int @primaryKey  c: int  b: int = generated(sql("c + 1")) | rename Task.a -> Task.c | another field is computed from a
          id: int @primaryKey  b: int = generated(sql("id + 1")) | id: int @primaryKey  c: int = generated(sql("id + 1")) | rename Task.b -> Task.c | PostgreSQL computes the values of b
          id: int @primaryKey  a: int = autoincrement() | id: int @primaryKey  c: int = autoincrement() | rename Task.a -> Task.c | a takes its numbers from a sequence of its own
          id: int @primaryKey  a: int @unique  b: Task.a? | id: int @primaryKey  c: int @unique  b: Task.c? | rename Task.a -> Task.c | other fields refer to a
          """)
  void whatCannotHaveTwoColumnsIsRefusedWithTheOtherWay(
      String before, String after, String rename, String reason) throws IOException, SQLException {
    try (StagedProject project = StagedProject.with(root, "entity Task { %s }".formatted(before))) {
      List<String> catalog = project.catalog();
      project.plan("entity Task { %s }".formatted(after), rename);
      Refusal refusal =
          catchThrowableOfType(
              Refusal.class, () -> project.apply(DeployPhase.EXPAND, RenameWay.COLUMNS));
      assertThat(refusal.code()).contains(RefusalCode.PHASES_IMPOSSIBLE);
      assertThat(refusal)
          .hasMessageContaining("`" + rename + "`")
          .hasMessageContaining(reason)
          .hasMessageContaining("Without -Dkizaki.renames=columns, a view shows the column");
      assertThat(project.catalog()).isEqualTo(catalog);
      project.apply(DeployPhase.EXPAND, RenameWay.VIEWS);
      project.apply(DeployPhase.CONTRACT, RenameWay.VIEWS);
      project.assertNothingLeft();
    }
  }

  /** What else the plan says of the fields, and names that are not the derived ones. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: int? @index @check(sql("a > 0"))  b: int @check(sql("b > 0")) | c: int @index @check(sql("c > 0"))  d: bigint @check(sql("d > 1")) | T.c backfill 7; rename T.a -> T.c; rename T.b -> T.d
          a: varchar(9)  b: int = 1  @index([a, b], named: "ab") | c: varchar(5)  d: int = 2  @index([c, d], named: "ab") | rename T.a -> T.c; rename T.b -> T.d; T.c using none
          a: string  b: int  @unique([a], named: "one")  @unique([b, a], named: "two") | c: string  d: int  @unique([c], named: "one")  @unique([d, c], named: "two") | rename T.a -> T.c; rename T.b -> T.d
          a: U.id? @onDelete(cascade)  b: int @index | c: U.id? @onDelete(setNull)  d: int | rename T.a -> T.c; rename T.b -> T.d
          a: U.id?  b: int? | c: int?  d: U.id? | rename T.a -> T.c; rename T.b -> T.d
          a: int  b: int @check(sql("b > a"))  @index([sql("a + b"), a]) | c: int  d: int  @index([sql("c + d"), c]) | rename T.a -> T.c; rename T.b -> T.d
          a: int  b: int = 5  @index([a], where: sql("a > 5")) | c: int  d: int @unique  @index([c], where: sql("c > 5")) | rename T.a -> T.c; rename T.b -> T.d
          a: int[]  b: json? | c: int[] = []  d: json? | rename T.a -> T.c; rename T.b -> T.d
          """)
  void otherChangesOfTheFieldsHoldForBothColumns(String before, String after, String answers)
      throws IOException, SQLException {
    String others =
        """
        entity U { id: int @primaryKey }
        entity V { id: int @primaryKey  %s: int @check(sql("%s > 0"))  c: int @check(sql("c > 0")) }
        """;
    try (StagedProject project =
        StagedProject.with(
            root,
            others.formatted("a", "a") + "entity T { id: int @primaryKey %s }".formatted(before))) {
      List<String> catalog = project.catalog();
      project.plan(
          others.formatted("e", "e") + "entity T { id: int @primaryKey %s }".formatted(after),
          answers + "; rename V.a -> V.e");
      project.apply(DeployPhase.EXPAND, RenameWay.COLUMNS);
      assertThat(project.status()).contains("Expanded: 0002_").doesNotContain("Database drift");
      project.abort(true);
      assertThat(project.catalog()).isEqualTo(catalog);
      project.apply(DeployPhase.EXPAND, RenameWay.COLUMNS);
      project.apply(DeployPhase.CONTRACT, RenameWay.COLUMNS);
      project.assertNothingLeft();
      assertThat(project.status())
          .contains("Latest applied: 0002_")
          .doesNotContain("Database drift");
    }
  }

  @Test
  void whatOthersHaveMadeForTheColumnIsNotLost() throws IOException, SQLException {
    try (StagedProject project = small("create view codes as select code from task")) {
      Refusal refusal =
          catchThrowableOfType(
              Refusal.class, () -> project.apply(DeployPhase.EXPAND, RenameWay.COLUMNS));
      assertThat(refusal)
          .hasMessageContaining("Without -Dkizaki.renames=columns, a view shows the column")
          .hasMessageContaining("column code of task cannot be dropped then: ")
          .hasMessageContaining("on view public.codes uses the column");
      Refusal foretold =
          catchThrowableOfType(
              Refusal.class, () -> project.dryRun(DeployPhase.EXPAND, RenameWay.COLUMNS));
      assertThat(foretold).hasMessage(refusal.getMessage());
      project.apply(DeployPhase.EXPAND, RenameWay.VIEWS);
      project.apply(DeployPhase.CONTRACT, RenameWay.VIEWS);
      assertThat(project.answer("select sum(code) from codes")).isEqualTo("3");
    }
  }

  /** A row that is written while the new column is filled can move past the fill. */
  @Test
  void noWriteIsLostWhileTheColumnIsFilled() throws Exception {
    try (StagedProject project = small()) {
      project.execute("insert into task select n, 'x', n from generate_series(3, 30000) n");
      ExecutorService executor = Executors.newSingleThreadExecutor();
      AtomicBoolean expanded = new AtomicBoolean();
      try {
        Future<Integer> writer = executor.submit(() -> write(project, expanded));
        project.apply(DeployPhase.EXPAND, RenameWay.COLUMNS);
        expanded.set(true);
        assertThat(writer.get()).isGreaterThan(10);
      } finally {
        expanded.set(true);
        executor.shutdown();
      }
      assertThat(project.answer("select count(*) from task where number is distinct from code"))
          .isEqualTo("0");
    }
  }

  private static int write(StagedProject project, AtomicBoolean end) throws SQLException {
    int rounds = 0;
    while (!end.get()) {
      int id = 3 + rounds * 37 % 29000;
      project.execute(
          "update task set title = 'y' where id between %d and %d".formatted(id, id + 50),
          "update task set code = code + 1 where id = " + id,
          "insert into task (id, title) values (%d, 'z')".formatted(1_000_000 + rounds));
      rounds++;
    }
    return rounds;
  }
}
