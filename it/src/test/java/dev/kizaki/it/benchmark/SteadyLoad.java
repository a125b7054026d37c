package dev.kizaki.it.benchmark;

import dev.kizaki.engine.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What the users of an application do to a large table all the time: reads by the key, updates,
 * inserts, upserts and short scans, in sessions of their own, with a pause after each statement.
 */
final class SteadyLoad implements AutoCloseable {
  /**
   * The kinds of statements, by name. Each has one parameter, a key. The names stand for the table,
   * for a column of type {@code text}, for one of a number, and for what an insert must give
   * besides.
   */
  private static final Map<String, String> STATEMENTS = new LinkedHashMap<>();

  static {
    STATEMENTS.put("read", "select %2$s, %3$s from %1$s where id = ?");
    STATEMENTS.put("update", "update %1$s set %3$s = coalesce(%3$s, 0) + 1 where id = ?");
    STATEMENTS.put(
        "insert",
        "insert into %1$s (%2$s, %3$s%4$s) select 'new task ' || gen_random_uuid(), ? %% 100%5$s");
    STATEMENTS.put(
        "upsert",
        """
        insert into %1$s (id, %2$s, %3$s%4$s) values (?, 'task', 1%5$s)
        on conflict (id) do update set %3$s = 1\
        """);
    STATEMENTS.put(
        "scan",
        "select count(%3$s) from (select %3$s from %1$s where id > ? order by id limit 50) t");
  }

  private static final int SESSIONS = 4;
  private static final Duration PAUSE = Duration.ofMillis(4);

  private final List<Thread> threads = new ArrayList<>();
  private final List<Waits> waits = STATEMENTS.keySet().stream().map(any -> new Waits()).toList();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean ended;

  private SteadyLoad() {}

  /**
   * What the users notice.
   *
   * @param waits how long the statements of each kind took
   * @param failures the messages of the statements that failed
   */
  record Noticed(List<Waits.Summary> waits, List<String> failures) {
    /** The longest time that a statement took. */
    Duration longest() {
      return waits.stream().map(Waits.Summary::longest).max(Duration::compareTo).orElseThrow();
    }

    /** The longer waits of both, and all failures. */
    Noticed worst(Noticed other) {
      List<Waits.Summary> worst = new ArrayList<>();
      for (int i = 0; i < waits.size(); i++) {
        worst.add(waits.get(i).worst(other.waits.get(i)));
      }
      List<String> all = new ArrayList<>(failures);
      all.addAll(other.failures);
      return new Noticed(worst, all);
    }

    /** The number of statements. */
    long statements() {
      return waits.stream().mapToLong(Waits.Summary::count).sum();
    }
  }

  /** The names of the kinds of statements. */
  static List<String> kinds() {
    return List.copyOf(STATEMENTS.keySet());
  }

  /**
   * The names that the statements use.
   *
   * @param columns other columns that an insert must give, each after a comma
   * @param values their values, in the same form
   */
  record Names(String table, String text, String number, String columns, String values) {
    static final Names OF_TASKS = new Names("task", "title", "size", "", "");

    private String in(String statement) {
      return statement.formatted(table, text, number, columns, values);
    }
  }

  /** Begins to use the table {@code task}. */
  static SteadyLoad on(TestDatabase database, int rows) {
    return on(database, rows, Names.OF_TASKS);
  }

  /**
   * Begins.
   *
   * @param rows the number of rows, whose keys are 1 to this number
   */
  static SteadyLoad on(TestDatabase database, int rows, Names names) {
    SteadyLoad load = new SteadyLoad();
    for (int session = 0; session < SESSIONS; session++) {
      Random random = new Random(session);
      Thread thread = new Thread(() -> load.run(database, rows, names, random), "load-" + session);
      load.threads.add(thread);
      thread.start();
    }
    return load;
  }

  private void run(TestDatabase database, int rows, Names names, Random random) {
    try (Connection connection = database.connect()) {
      List<PreparedStatement> statements = new ArrayList<>();
      for (String each : STATEMENTS.values()) {
        statements.add(connection.prepareStatement(names.in(each)));
      }
      while (!ended) {
        int kind = random.nextInt(statements.size());
        PreparedStatement next = statements.get(kind);
        next.setInt(1, 1 + random.nextInt(rows));
        long begin = System.nanoTime();
        try {
          next.execute();
        } catch (SQLException e) {
          failures.add(e.getMessage());
        }
        waits.get(kind).add(Duration.ofNanos(System.nanoTime() - begin));
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
    waits.forEach(Waits::clear);
    failures.clear();
  }

  /** What was noticed since the beginning, or since it was forgotten. */
  Noticed noticed() {
    return new Noticed(waits.stream().map(Waits::summary).toList(), List.copyOf(failures));
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    for (Thread each : threads) {
      each.join();
    }
  }
}
