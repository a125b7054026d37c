package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What the users of an application do to the table {@code task} all the time: reads by the key,
 * updates, inserts, upserts and short scans, in sessions of their own, with a pause after each
 * statement.
 */
final class SteadyLoad implements AutoCloseable {
  private static final int SESSIONS = 4;
  private static final Duration PAUSE = Duration.ofMillis(4);

  private static final List<String> STATEMENTS =
      List.of(
          "select title, size from task where id = ?",
          "update task set size = coalesce(size, 0) + 1 where id = ?",
          "insert into task (title, size) select 'new task ' || gen_random_uuid(), ? % 100",
          """
          insert into task (id, title, size) values (?, 'task', 1)
          on conflict (id) do update set size = 1\
          """,
          "select count(size) from (select size from task where id > ? order by id limit 50) t");

  private final List<Thread> threads = new ArrayList<>();
  private final List<Long> waits = Collections.synchronizedList(new ArrayList<>());
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean ended;

  private SteadyLoad() {}

  /**
   * What the users notice.
   *
   * @param longest the longest time that a statement took
   * @param most the time that 999 of 1,000 statements did not exceed
   * @param statements the number of statements
   * @param failures the messages of the statements that failed
   */
  record Noticed(Duration longest, Duration most, int statements, List<String> failures) {}

  /**
   * Begins.
   *
   * @param rows the number of rows, whose keys are 1 to this number
   */
  static SteadyLoad on(TestDatabase database, int rows) {
    SteadyLoad load = new SteadyLoad();
    for (int session = 0; session < SESSIONS; session++) {
      Random random = new Random(session);
      Thread thread = new Thread(() -> load.run(database, rows, random), "load-" + session);
      load.threads.add(thread);
      thread.start();
    }
    return load;
  }

  private void run(TestDatabase database, int rows, Random random) {
    try (Connection connection = database.connect()) {
      List<PreparedStatement> statements = new ArrayList<>();
      for (String each : STATEMENTS) {
        statements.add(connection.prepareStatement(each));
      }
      while (!ended) {
        PreparedStatement next = statements.get(random.nextInt(statements.size()));
        next.setInt(1, 1 + random.nextInt(rows));
        long begin = System.nanoTime();
        try {
          next.execute();
        } catch (SQLException e) {
          failures.add(e.getMessage());
        }
        waits.add(System.nanoTime() - begin);
        Thread.sleep(PAUSE.toMillis());
      }
    } catch (SQLException e) {
      failures.add(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Forgets what was noticed so far. */
  void startAnew() {
    waits.clear();
    failures.clear();
  }

  /** What was noticed since the beginning, or since it was forgotten. */
  Noticed noticed() {
    List<Long> sorted;
    synchronized (waits) {
      sorted = new ArrayList<>(waits);
    }
    sorted.sort(null);
    int count = sorted.size();
    return new Noticed(
        Duration.ofNanos(sorted.get(count - 1)),
        Duration.ofNanos(sorted.get((count - 1) * 999 / 1000)),
        count,
        List.copyOf(failures));
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    for (Thread each : threads) {
      each.join();
    }
  }
}
