package dev.kizaki.engine.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kizaki.engine.api.OnlineSettings;
import dev.kizaki.engine.testing.FullRun;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While two columns that have rows get sequences of their own, sessions write rows without numbers
 * and with numbers that they have chosen. No number is given twice, and none that a session has
 * written is changed.
 */
@FullRun
final class NumberingUnderLoadTest {
  private static final String TRANSITION =
      """
      # rows that are written while others are numbered
      -- before.inspire --
      entity Item { id: int @primaryKey, number: int?, rank: int, witness: int? }
      -- after.inspire --
      entity Item { id: int @primaryKey, number: int = autoincrement(), rank: int = serial(), witness: int? }
      -- no rows --
      Item
      -- rows --
      insert into item select n, case when n % 3 = 0 then -n end, n, case when n % 3 = 0 then -n end from generate_series(1, 20000) n;
      """;

  /** A number that a session chooses is negative, or higher than all before. */
  private static final List<String> WRITES =
      List.of(
          "insert into item (id, rank) values (%1$d, %1$d) on conflict do nothing",
          """
          insert into item (id, number, rank, witness) values (%1$d, -%1$d, %1$d, -%1$d)
          on conflict do nothing\
          """,
          "update item set rank = %1$d, number = -id, witness = -id where id = %2$d",
          "update item set rank = rank where id = %2$d",
          "delete from item where id = %2$d");

  private static final String WRONG =
      """
      select 'without a number: ' || id from item where number is null
      union all
      select 'twice: ' || number from item group by number having count(*) > 1
      union all
      select 'changed: ' || id from item where witness <> number
      union all
      select 'last number: ' || max(number) from item
      having max(number) > (select last_value from item_number_seq)
      union all
      select 'last rank: ' || max(rank) from item
      having max(rank) > (select last_value from item_rank_seq)\
      """;

  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger written = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void noNumberIsGivenTwice(int major) throws Exception {
    try (Oracle oracle = new Oracle(major, "public")) {
      PlannedCase planned = PlannedCase.of(CaseFile.parse("numbering", TRANSITION));
      Oracle.Transition transition =
          CasesOnPostgresTest.transition(planned, planned.plan().statements());
      oracle.makeBefore(transition);
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int seed = i;
        Thread writer = new Thread(() -> write(oracle, seed), "writer " + i);
        writer.start();
        writers.add(writer);
      }
      List<String> stages = new ArrayList<>();
      try (Connection connection = oracle.connect();
          Statement statement = connection.createStatement()) {
        oracle.run(
            transition,
            OnlineSettings.ALWAYS,
            stage -> {
              stages.add(stage.doing());
              writeHigher(statement, 5_000_000 + stages.size() * 1_000_000);
            });
      } finally {
        ended.set(true);
        for (Thread each : writers) {
          each.join();
        }
      }
      assertThat(failures).isEmpty();
      assertThat(written).hasValueGreaterThan(100);
      assertThat(stages)
          .contains("reading the highest item.number", "filling item.number")
          .contains("reading the highest item.rank");
      try (Connection connection = oracle.connect();
          Statement statement = connection.createStatement()) {
        assertThat(column(statement, WRONG)).isEmpty();
        assertThat(
                column(
                    statement,
                    "insert into item (id) values (0) returning number > 6000000 and rank > 6000000"))
            .containsExactly("t");
      }
    }
  }

  /** As long as neither column has its sequence: after that, a chosen number is not looked at. */
  private static void writeHigher(Statement statement, int number) {
    try {
      statement.execute(
          """
          insert into item (id, number, rank, witness)
          select %1$d, %1$d, %1$d, %1$d where not exists (
            select from pg_class where relname in ('item_number_seq', 'item_rank_seq'))\
          """
              .formatted(number));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void write(Oracle oracle, int seed) {
    Random random = new Random(seed);
    try (Connection connection = oracle.connect();
        Statement statement = connection.createStatement()) {
      while (!ended.get()) {
        String command =
            WRITES
                .get(random.nextInt(WRITES.size()))
                .formatted(20_001 + random.nextInt(4_000_000), 1 + random.nextInt(20_000));
        statement.execute(command);
        written.incrementAndGet();
      }
    } catch (SQLException e) {
      failures.add(e.toString());
    }
  }

  private static List<String> column(Statement statement, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
