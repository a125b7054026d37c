package dev.kizaki.engine.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.DeployPhase;
import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.api.RefusalCode;
import dev.kizaki.engine.testing.FullRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields that get another name and another type, between the phases of a deploy. */
@FullRun
final class ConvertedFieldDeployTest {
  private static final String BEFORE =
      """
      entity Task {
        id: int @primaryKey
        points: int @unique
        amount: decimal(10, 4) = 1
        due: date?
        legacy: string
      }
      """;

  private static final String AFTER =
      """
      entity Task {
        id: int @primaryKey
        score: string @unique
        cents: bigint = 100
        deadline: string?
      }
      """;

  private static final String ANSWERS =
      """
      rename Task.points -> Task.score
      rename Task.amount -> Task.cents
      rename Task.due -> Task.deadline
      Task.cents using sql("round(cents * 100)")
      drop Task.legacy
      """;

  @TempDir Path root;

  private StagedProject project() throws IOException, SQLException {
    StagedProject project = StagedProject.with(root, BEFORE);
    project.execute(
        "insert into task values (1, 10, 1.2345, '2026-01-01', 'x'), (2, 20, 5, null, 'y')");
    project.plan(AFTER, ANSWERS);
    return project;
  }

  private StagedProject resolved() throws IOException, SQLException {
    StagedProject project = project();
    addToLine(project, "change Task.score", "back sql(\"score::int\")");
    addToLine(project, "change Task.cents", "back sql(\"cents / 100.0\")");
    addToLine(project, "change Task.deadline", "back sql(\"deadline::date\")");
    addToLine(project, "drop Task.legacy", "keep \"kept\"");
    return project;
  }

  private static void addToLine(StagedProject project, String start, String words)
      throws IOException {
    project.edit("(?m)(?<=^  " + Pattern.quote(start) + ".{0,200})$", " " + words);
  }

  private static String row(StagedProject project, int id, String columns) throws SQLException {
    return project.answer(
        "select concat_ws('|', %s) from task where id = %d".formatted(columns, id));
  }

  private static String old(StagedProject project, int id) throws SQLException {
    return row(project, id, "points, amount, coalesce(due::text, 'null'), legacy");
  }

  private static String next(StagedProject project, int id) throws SQLException {
    return row(project, id, "score, cents, coalesce(deadline, 'null')");
  }

  @Test
  void theWayBackIsAskedForOnlyByAPhase() throws IOException, SQLException {
    try (StagedProject project = project()) {
      Refusal refusal =
          catchThrowableOfType(Refusal.class, () -> project.apply(DeployPhase.EXPAND));
      assertThat(refusal.code()).contains(RefusalCode.PHASES_IMPOSSIBLE);
      assertThat(refusal)
          .hasMessageContaining(
              "score of the new version has to be converted for the old one; say how at the end of"
                  + " this line, with an expression over the new row: `change Task.score: int ->"
                  + " string back sql(\"cast(score as int)\")`.");
      project.apply(DeployPhase.WHOLE);
      assertThat(next(project, 1)).isEqualTo("10|123|2026-01-01");
    }
  }

  @Test
  void eachVersionReadsWhatTheOtherOneWrites() throws IOException, SQLException {
    try (StagedProject project = resolved()) {
      project.apply(DeployPhase.EXPAND);
      assertThat(project.status()).contains("Expanded: 0002_").doesNotContain("Database drift");
      assertThat(next(project, 1)).isEqualTo("10|123|2026-01-01");
      assertThat(next(project, 2)).isEqualTo("20|500|null");

      project.execute("insert into task (id, points, legacy) values (3, 30, 'z')");
      assertThat(next(project, 3)).isEqualTo("30|100|null");
      project.execute("insert into task (id, score, deadline) values (4, '40', '2026-02-02')");
      assertThat(old(project, 4)).isEqualTo("40|1.0000|2026-02-02|kept");
      project.execute("insert into task (id, score, cents) values (5, '50', 777)");
      assertThat(old(project, 5)).isEqualTo("50|7.7700|null|kept");

      project.execute("update task set points = 11, due = null where id = 1");
      assertThat(next(project, 1)).isEqualTo("11|123|null");
      project.execute("update task set score = '12', deadline = '2026-03-03' where id = 1");
      // what the new version does not write keeps the digits that it does not know
      assertThat(old(project, 1)).isEqualTo("12|1.2345|2026-03-03|x");
      project.execute("update task set cents = 200, deadline = null where id = 1");
      assertThat(old(project, 1)).isEqualTo("12|2.0000|null|x");

      project.execute(
          "insert into task (id, points, legacy) values (6, 12, 'z') on conflict (points)"
              + " do update set amount = 9",
          "insert into task (id, score) values (6, '50') on conflict (score)"
              + " do update set cents = 901");
      assertThat(next(project, 1)).isEqualTo("12|900|null");
      assertThat(old(project, 5)).isEqualTo("50|9.0100|null|kept");
      assertThatThrownBy(
              () -> project.execute("insert into task (id, score) values (9, 'not a number')"))
          .hasMessageContaining("not a number");

      assertThat(project.apply(DeployPhase.EXPAND)).contains("Nothing to expand.");
      project.apply(DeployPhase.CONTRACT);
      project.assertNothingLeft();
      assertThat(next(project, 1)).isEqualTo("12|900|null");
      assertThat(next(project, 3)).isEqualTo("30|100|null");
      assertThat(next(project, 4)).isEqualTo("40|100|2026-02-02");
      project.execute("insert into task (id, score) values (7, '70')");
      assertThat(next(project, 7)).isEqualTo("70|100|null");
    }
  }

  @Test
  void whatTheNewVersionHasWrittenStaysWhenItIsTakenBack() throws IOException, SQLException {
    try (StagedProject project = resolved()) {
      List<String> before = project.catalog();
      project.apply(DeployPhase.EXPAND);
      project.execute(
          "insert into task (id, score, cents, deadline) values (4, '40', 123, '2026-02-02')",
          "update task set score = '13' where id = 1");
      assertThat(project.abort(false)).contains("Aborted 0002_");
      assertThat(project.catalog()).isEqualTo(before);
      assertThat(old(project, 4)).isEqualTo("40|1.2300|2026-02-02|kept");
      assertThat(old(project, 1)).isEqualTo("13|1.2345|2026-01-01|x");
      project.execute("insert into task (id, points, legacy) values (5, 50, 'z')");
    }
  }

  @Test
  void aValueThatCannotBeConvertedIsNamedBeforeAnythingIsDone() throws IOException, SQLException {
    try (StagedProject project =
        StagedProject.with(root, "entity Task { id: int @primaryKey  code: string }")) {
      project.execute("insert into task values (1, '1'), (2, 'x')");
      List<String> before = project.catalog();
      project.plan(
          "entity Task { id: int @primaryKey  number: int }",
          "rename Task.code -> Task.number; Task.number using none");
      Refusal refusal =
          catchThrowableOfType(Refusal.class, () -> project.apply(DeployPhase.EXPAND));
      assertThat(refusal)
          .hasMessageContaining("1 row of Task holds a value of code that int does not take")
          .hasMessageContaining("at the end of `change Task.number`");
      assertThat(project.catalog()).isEqualTo(before);
      project.execute("delete from task where id = 2");
      project.apply(DeployPhase.EXPAND);
      project.execute("insert into task (id, number) values (3, 33)");
      assertThat(project.answer("select code from task where id = 3")).isEqualTo("33");
    }
  }

  /** A row that is written while the new columns are filled can move past the fill. */
  @Test
  void noWriteIsLostWhileTheColumnsAreFilled() throws Exception {
    try (StagedProject project = resolved()) {
      project.execute(
          "insert into task select n, n * 10, n + 0.1234, date '2026-01-01' + n, 'x'"
              + " from generate_series(3, 30000) n");
      ExecutorService executor = Executors.newSingleThreadExecutor();
      AtomicBoolean expanded = new AtomicBoolean();
      try {
        Future<Integer> writer = executor.submit(() -> write(project, expanded));
        project.apply(DeployPhase.EXPAND, OnlineSettings.ALWAYS, new RecordedLines());
        expanded.set(true);
        assertThat(writer.get()).isGreaterThan(10);
      } finally {
        expanded.set(true);
        executor.shutdown();
      }
      assertThat(
              project.answer(
                  "select count(*) from task where score is distinct from points::text"
                      + " or cents is distinct from round(amount * 100)::bigint"
                      + " or deadline is distinct from due::text"))
          .isEqualTo("0");
      project.apply(DeployPhase.CONTRACT, OnlineSettings.ALWAYS, new RecordedLines());
      project.assertNothingLeft();
    }
  }

  /** The statements of the old version, of which one touches none of the converted columns. */
  private static int write(StagedProject project, AtomicBoolean end) throws SQLException {
    int rounds = 0;
    while (!end.get()) {
      int id = 3 + rounds * 37 % 29000;
      project.execute(
          "update task set legacy = 'y' || legacy where id between %d and %d"
              .formatted(id, id + 50),
          "update task set points = points + 1, due = null where id = " + id,
          "update task set amount = amount * 2 where id = " + (id + 100),
          "insert into task (id, points, legacy) values (%1$d, %1$d, 'z')"
              .formatted(1_000_000 + rounds));
      rounds++;
    }
    return rounds;
  }
}
