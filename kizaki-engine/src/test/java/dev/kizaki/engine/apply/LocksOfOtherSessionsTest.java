package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.inspire.testing.RandomSeed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions of other tools block an applier, and the applier blocks them. */
@FullRun
final class LocksOfOtherSessionsTest {
  private static final Duration LOCK_TIMEOUT = Duration.ofMillis(300);

  /**
   * A reader that waits longer is regarded as blocked. The limit is high, because the machine may
   * be busy.
   */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private static final List<String> TABLES = List.of("a", "b", "c");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean over = new AtomicBoolean();

  @AfterEach
  void stop() {
    over.set(true);
    threads.shutdownNow();
  }

  /** The server measures how long readers wait: their lock_timeout is the limit. */
  @Test
  void readersAreNotStalledAndTheApplierGetsThere(TestReporter reporter) throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        Connection first = database.connect()) {
      List<SqlMigration> history = new ArrayList<>();
      for (String table : TABLES) {
        database.execute("create table " + table + " as select generate_series(1, 9) as id");
      }
      for (int i = 1; i <= 6; i++) {
        history.add(
            Migrations.of(
                "000" + i + "_x", "alter table " + TABLES.get(i % 3) + " add x" + i + " int"));
      }
      // This session blocks the applier until its first attempt has failed.
      execute(first, "begin", "lock table b in access share mode");
      List<Future<?>> others = new ArrayList<>();
      AtomicLong worst = new AtomicLong();
      for (int i = 0; i < 2; i++) {
        Random random = new Random(RandomSeed.value() + i);
        others.add(threads.submit(() -> hold(database, random)));
        others.add(threads.submit(() -> read(database, worst)));
      }
      RetryPolicy retryPolicy =
          new RetryPolicy(
              Duration.ofMinutes(1),
              Duration.ofSeconds(10),
              Duration.ofSeconds(10),
              200,
              Duration.ofMillis(5),
              Duration.ofSeconds(10));
      Future<List<String>> run =
          threads.submit(
              () -> {
                Sessions sessions = database.sessions("public", LOCK_TIMEOUT);
                try (Applier applier =
                    Applier.open(sessions, "1", retryPolicy, database.listener)) {
                  return applier.apply(history);
                }
              });
      ConcurrencyTest.await(() -> retries(database) > 0);
      execute(first, "commit");
      assertThat(run.get(2, TimeUnit.MINUTES)).hasSize(6);
      over.set(true);
      for (Future<?> each : others) {
        each.get(1, TimeUnit.MINUTES);
      }
      assertThat(database.appliedNames()).hasSize(6);
      String figures =
          "worst stall of a reader %d ms, lock_timeout %d ms, tried again %d times"
              .formatted(worst.get(), LOCK_TIMEOUT.toMillis(), retries(database));
      reporter.publishEntry("others' locks", figures);
      System.out.println("others' locks: " + figures);
    }
  }

  private static long retries(EngineDatabase database) {
    return database.listener.lines.stream().filter(each -> each.startsWith("retrying")).count();
  }

  /** Transactions of random length that read and write two of the tables, in any order. */
  private Void hold(EngineDatabase database, Random random) throws Exception {
    try (Connection connection = database.connect()) {
      // In a deadlock, the applier must be the victim.
      execute(connection, "set deadlock_timeout = '1min'");
      while (!over.get()) {
        String one = TABLES.get(random.nextInt(3));
        String other = TABLES.get(random.nextInt(3));
        execute(connection, "begin", "select * from " + one);
        Thread.sleep(random.nextInt(200));
        execute(connection, "delete from " + other + " where id = 0");
        Thread.sleep(random.nextInt(200));
        execute(connection, "commit");
        Thread.sleep(random.nextInt(20));
      }
    }
    return null;
  }

  private Void read(EngineDatabase database, AtomicLong worst) throws Exception {
    try (Connection connection = database.connect()) {
      execute(connection, "set lock_timeout = " + LOCK_TIMEOUT.plus(SLACK).toMillis());
      for (int i = 0; !over.get(); i++) {
        long start = System.nanoTime();
        execute(connection, "select count(*) from " + TABLES.get(i % 3));
        worst.accumulateAndGet((System.nanoTime() - start) / 1_000_000, Math::max);
        Thread.sleep(5);
      }
    }
    return null;
  }

  /**
   * The command that locks the table, what its session does afterwards, and its state in
   * PostgreSQL.
   */
  @ParameterizedTest
  @CsvSource({
    "14, psql,    select * from a limit 1,             ''",
    "18, psql,    select * from a limit 1,             ''",
    "14, pg_dump, 'lock table a, b in access share mode', select pg_sleep(60)",
    "18, pg_dump, 'lock table a, b in access share mode', select pg_sleep(60)"
  })
  void whoHoldsASnapshotAndALockIsNamed(
      int major, String application, String locking, String meanwhile) throws Exception {
    try (EngineDatabase database = new EngineDatabase(major);
        Connection other = database.connect()) {
      database.execute("create table a (id int)", "create table b (id int)");
      other.setClientInfo("ApplicationName", application);
      execute(other, "begin isolation level repeatable read, read only", locking);
      if (!meanwhile.isEmpty()) {
        threads.submit(
            () -> {
              execute(other, meanwhile);
              return null;
            });
        ConcurrencyTest.await(() -> !session(database, application, "active").isEmpty());
      }
      SqlMigration migration =
          Migrations.of("0001_x", "create index on b (id)", "alter table a add x int");
      Refusal refusal =
          catchThrowableOfType(
              Refusal.class,
              () ->
                  database.apply(
                      database.sessions("public", Duration.ofMillis(400)), List.of(migration)));

      String state = meanwhile.isEmpty() ? "idle in transaction" : "active";
      assertThat(refusal)
          .hasMessage(
              """
              Migration 0001_x failed at statement 2:
                do 2
              SQL:
                alter table a add x int
              PostgreSQL: canceling statement due to lock timeout (55P03)
              Tried 4 times, waiting up to 400 ms for a lock. Blocked by:
                %s
              Run again when the locks are free, or set lockTimeout to wait longer for them.
              Applied: none. Not applied: 0001_x.\
              """,
              session(database, application, state).get(0));
      assertThat(
              database.query(
                  "select indexrelid::regclass from pg_index where indrelid = 'b'::regclass"))
          .isEmpty();
      assertThat(database.query("select pid from pg_locks where locktype = 'advisory'")).isEmpty();
      other.abort(Runnable::run);
      database.execute(
          "select pg_terminate_backend(pid, 10000) from pg_stat_activity where application_name = '"
              + application
              + "'");
      assertThat(database.apply(migration)).containsExactly("0001_x");
    }
  }

  /** An open snapshot alone does not block an applier, because no index is built concurrently. */
  @Test
  void aHeldSnapshotAloneIsNotWaitedFor() throws SQLException {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        Connection other = database.connect()) {
      database.execute("create table a (id int)", "create table b (id int)");
      execute(
          other, "begin isolation level repeatable read, read only", "select * from b", "select 1");
      database.apply(Migrations.of("0001_x", "alter table a add x int", "create index on a (id)"));
      assertThat(database.query("select indisvalid from pg_index where indrelid = 'a'::regclass"))
          .containsExactly("t");
      assertThat(database.listener.lines).containsExactly("starting 0001_x", "applied 0001_x");
    }
  }

  /** The expected description of a session, computed by the server. */
  private static List<String> session(EngineDatabase database, String application, String state)
      throws SQLException {
    return database.query(
        """
        select format('process %%s (user %%s, application %%s, %%s since %%s UTC): %%s', pid, usename,
          application_name, state,
          to_char(case when state = 'active' then query_start else state_change end
            at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), query)
        from pg_stat_activity where datname = current_database()
          and application_name = '%s' and state = '%s'\
        """
            .formatted(application, state));
  }

  private static void execute(Connection connection, String... commands) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }
}
