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
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While a key and other columns get other types, sessions insert, update and delete rows, change
 * keys and upsert. Each writes what it has written into a witness column too, so that each row can
 * be compared with what a change in one transaction would have made of it.
 */
@FullRun
final class OnlineUnderLoadTest {
  private static final String TRANSITION =
      """
      # rows that change during a fill
      -- before.inspire --
      entity Item {
        id: int @primaryKey
        code: int @unique
        price: int?
        note: varchar(40)
        witness: string
        @index([price, code])
      }
      entity Part { id: int @primaryKey = autoincrement(), item: Item.id @onUpdate(cascade) @onDelete(cascade), n: int, witness: int }
      -- after.inspire --
      entity Item {
        id: bigint @primaryKey
        code: bigint @unique
        price: decimal(12, 2)?
        note: varchar(30)
        witness: string
        number: bigint = autoincrement() @unique
        @index([price, code])
      }
      entity Part { id: int @primaryKey = autoincrement(), item: Item.id @onUpdate(cascade) @onDelete(cascade), n: int, witness: int }
      -- no rows --
      Item
      Part
      -- rows --
      insert into item select n, n, nullif(n % 7, 0), 'note ' || n, concat_ws(',', n, nullif(n % 7, 0), 'note ' || n) from generate_series(1, 20000) n;
      insert into part (item, n, witness) select n, n, n from generate_series(1, 20000, 3) n;
      -- answers --
      Item.note using none
      Item.price using none
      """;

  private static final List<String> WRITES =
      List.of(
          """
          insert into item (id, code, price, note, witness) select n, n, p, 'new ' || n, concat_ws(',', n, p, 'new ' || n)
          from (select %1$d + 1000000 as n, nullif(%2$d %% 5, 0) as p) as v
          on conflict do nothing\
          """,
          """
          update item set price = v.p, note = 'set ' || %1$d,
            witness = concat_ws(',', id, v.p, 'set ' || %1$d)
          from (select nullif(%1$d %% 5, 0) as p) as v where code = %2$d\
          """,
          "delete from item where code = %2$d",
          """
          update item set id = id + 2000000,
            witness = regexp_replace(witness, '^[0-9]+', (id + 2000000)::text)
          where code = %2$d and id < 2000000\
          """,
          """
          insert into item (id, code, price, note, witness) values (%2$d, %2$d, 4, 'up', concat_ws(',', %2$d, 4, 'up'))
          on conflict (code) do update
            set note = 'again', witness = concat_ws(',', item.id, item.price::int, 'again')\
          """,
          "insert into part (item, n, witness) select id, %2$d, %2$d from item where code = %2$d");

  /**
   * The witness of a part is the code of its item, which does not change. No number is missing, and
   * new rows get later ones.
   */
  private static final String WRONG =
      """
      select 'item ' || id from item
      where witness <> concat_ws(',', id, price::int, note) or price <> price::int
      union all
      select 'part ' || n from part left join item on item.id = part.item
      where item.code is distinct from part.witness
      union all
      select 'number ' || max(number) from item
      having max(number) > (select last_value from item_number_seq) or count(number) < count(*)\
      """;

  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger written = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void noWriteIsLost(int major) throws Exception {
    try (Oracle oracle = new Oracle(major, "public")) {
      PlannedCase planned = PlannedCase.of(CaseFile.parse("under-load", TRANSITION));
      Oracle.Transition transition =
          CasesOnPostgresTest.transition(planned, planned.plan().statements());
      oracle.makeBefore(transition);
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int seed = i;
        Thread writer = new Thread(() -> write(oracle, seed), "writer " + i);
        writer.start();
        writers.add(writer);
      }
      try {
        oracle.run(transition, OnlineSettings.ALWAYS);
      } finally {
        ended.set(true);
        for (Thread each : writers) {
          each.join();
        }
      }
      assertThat(failures).isEmpty();
      assertThat(written).hasValueGreaterThan(100);
      try (Connection connection = oracle.connect();
          Statement statement = connection.createStatement()) {
        assertThat(column(statement, WRONG)).isEmpty();
        assertThat(
                column(
                    statement,
                    "select format_type(atttypid, atttypmod) from pg_attribute where attrelid ="
                        + " 'item'::regclass and attname in ('id', 'code', 'price', 'note')"
                        + " order by attname"))
            .containsExactly("bigint", "bigint", "character varying(30)", "numeric(12,2)");
      }
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
                .formatted(random.nextInt(1_000_000), random.nextInt(20_000));
        try {
          statement.execute(command);
          written.incrementAndGet();
        } catch (SQLException e) {
          if (!isRace(e)) {
            failures.add(e.getMessage() + "\n" + command);
          }
        }
      }
    } catch (SQLException e) {
      failures.add(e.toString());
    }
  }

  /**
   * Two upserts of one new row may meet in an index that is not the one that they name (PostgreSQL
   * documentation, INSERT, ON CONFLICT), and an item may go after its id was read.
   */
  private static boolean isRace(SQLException e) {
    return Set.of("23505", "23503").contains(e.getSQLState());
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
