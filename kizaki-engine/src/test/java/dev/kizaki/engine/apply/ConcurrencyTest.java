package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.connect.ReadSession;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.testing.FullRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several appliers at the same time, and locks of other sessions. */
@FullRun
final class ConcurrencyTest {
  private static final Duration SECONDS_5 = Duration.ofSeconds(5);
  private static final List<SqlMigration> HISTORY =
      List.of(
          Migrations.of("0001_a", "create table a (id int)", "insert into a values (1)"),
          Migrations.of("0002_b", "create table b (id int)", "insert into a values (2)"),
          Migrations.of("0003_c", "create table c (id int)", "insert into a values (3)"));

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static final int APPLIERS = 20;

  /** A longer limit, because twenty appliers wait for each other. */
  private static final RetryPolicy LONG =
      new RetryPolicy(
          Duration.ofMinutes(3),
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          50,
          Duration.ofMillis(50),
          Duration.ofSeconds(10));

  /** Starts the appliers together. Each applies the migrations that it finds pending. */
  private List<Future<List<String>>> applyAtOnce(
      EngineDatabase database, List<SqlMigration> history, Duration lockTimeout) {
    CyclicBarrier together = new CyclicBarrier(APPLIERS);
    List<Future<List<String>>> runs = new ArrayList<>();
    for (int i = 0; i < APPLIERS; i++) {
      runs.add(
          threads.submit(
              () -> {
                together.await(30, TimeUnit.SECONDS);
                Sessions sessions = database.sessions("app", lockTimeout);
                try (Applier applier = Applier.open(sessions, "1.2.3", LONG, database.listener)) {
                  int from = applier.applied().size();
                  return applier.apply(history.subList(from, history.size()));
                }
              }));
    }
    return runs;
  }

  /** One applier has applied all migrations, the others found none pending, and no lock remains. */
  private static void assertAppliedOnce(
      EngineDatabase database, List<Future<List<String>>> runs, List<SqlMigration> history)
      throws Exception {
    List<String> applied = new ArrayList<>();
    for (Future<List<String>> run : runs) {
      applied.addAll(run.get(120, TimeUnit.SECONDS));
    }
    List<String> names = history.stream().map(SqlMigration::name).toList();
    assertThat(applied).isEqualTo(names);
    assertThat(database.query("select name from app.__kizaki_migration order by number"))
        .isEqualTo(names);
    assertThat(database.query("select id from app.a order by 1")).containsExactly("1", "2", "3");
    assertThat(database.listener.lines).noneMatch(each -> each.contains("deadlock"));
    assertThat(database.query("select count(*) from pg_locks where locktype = 'advisory'"))
        .containsExactly("0");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void twentyFirstRunsApplyEachMigrationOnce(int major) throws Exception {
    try (EngineDatabase database = new EngineDatabase(major)) {
      assertAppliedOnce(database, applyAtOnce(database, HISTORY, SECONDS_5), HISTORY);
    }
  }

  @Test
  void twentyApplyOnceAlsoWhenALockIsInTheWay() throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        Connection holder = database.connect()) {
      database.execute("create schema app", "create table app.busy (id int)");
      lock(holder, "app.busy");
      List<SqlMigration> history = new ArrayList<>(HISTORY);
      history.add(Migrations.of("0004_busy", "alter table busy add done int"));
      List<Future<List<String>>> runs = applyAtOnce(database, history, Duration.ofMillis(200));
      await(
          () ->
              database.listener.lines.stream().filter(each -> each.startsWith("retry")).count()
                  >= 2);
      holder.commit();
      assertAppliedOnce(database, runs, history);
      assertThat(database.query("select done from app.busy")).isEmpty();
    }
  }

  /** An applier that waits for the lock holds no snapshot for which an index build would wait. */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void twentyApplyOnceAlsoWhileAnIndexIsBuilt(int major) throws Exception {
    try (EngineDatabase database = new EngineDatabase(major)) {
      database.execute(
          "create schema app",
          "create function app.slow(int) returns int language sql immutable as"
              + " 'select $1 from pg_sleep(0.02)'",
          "create table app.big as select generate_series(1, 100) as id",
          "create table app.other as select generate_series(1, 100) as id");
      List<SqlMigration> history = new ArrayList<>(HISTORY);
      history.add(Migrations.of("0004_index", "create index on big (app.slow(id))"));
      List<Future<List<String>>> runs = applyAtOnce(database, history, SECONDS_5);
      await(() -> database.listener.lines.contains("waiting"));
      database.execute("create index concurrently other_index on app.other (app.slow(id))");
      assertAppliedOnce(database, runs, history);
      assertThat(
              database.query(
                  "select indisvalid from pg_index where indrelid in"
                      + " ('app.big'::regclass, 'app.other'::regclass)"))
          .containsExactly("t", "t");
    }
  }

  @Test
  void aBuildOfOthersEndsWhileAppliersWait() throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST)) {
      database.execute("create table other (id int)");
      Future<List<String>> waiting;
      try (Applier first = database.applier()) {
        waiting = threads.submit(() -> database.apply(HISTORY.get(0)));
        await(() -> database.listener.lines.contains("waiting"));
        Future<Object> build =
            threads.submit(
                () -> {
                  database.execute("create index concurrently on other (id)");
                  return null;
                });
        build.get(10, TimeUnit.SECONDS);
        assertThat(first.applied()).isEmpty();
      }
      assertThat(waiting.get(30, TimeUnit.SECONDS)).containsExactly("0001_a");
    }
  }

  @Test
  void theLockVanishesWithItsSession() throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST)) {
      Sessions sessions = database.sessions();
      Connection killed = sessions.open();
      ApplyLock.take(killed, sessions, EngineDatabase.PATIENCE, database.listener, "");
      try (ReadSession session = ReadSession.open(sessions)) {
        assertThat(session.lockHolder().orElseThrow().description())
            .matches("process \\d+ \\(user \\w+, application kizaki\\) for \\d+ (ms|s)");
      }
      killed.abort(Runnable::run); // like a killed client, without a Terminate message

      assertThat(database.apply(HISTORY.get(0))).containsExactly("0001_a");
      try (ReadSession session = ReadSession.open(sessions)) {
        assertThat(session.lockHolder()).isEmpty();
      }
    }
  }

  @Test
  void whoWaitsSaysForWhom() throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.OLDEST)) {
      Future<List<String>> second;
      try (Applier first = database.applier()) {
        second = threads.submit(() -> database.apply(HISTORY.get(0)));
        await(() -> database.listener.lines.contains("waiting"));
        first.apply(List.of());
      }
      assertThat(second.get(30, TimeUnit.SECONDS)).containsExactly("0001_a");
      assertThat(database.listener.seen.get(0).description())
          .matches(
              "process \\d+ \\(user "
                  + database.query("select user").get(0)
                  + ", application kizaki, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC\\)");
    }
  }

  @Test
  void waitingForAnotherApplierIsBounded() throws SQLException {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        Applier first = database.applier()) {
      RetryPolicy little =
          new RetryPolicy(
              Duration.ofMillis(300),
              Duration.ofMillis(100),
              Duration.ofMillis(100),
              1,
              Duration.ofMillis(10),
              Duration.ofSeconds(5));
      assertThatThrownBy(
              () -> Applier.open(database.sessions(), "1", little, database.listener).close())
          .isInstanceOf(Refusal.class)
          .message()
          .matches(
              """
              Another kizaki process is still applying migrations to \\Q%s\\E after \\d+ ms: \
              process \\d+ \\(.*\\); run again when it has finished, or end that session\\. \
              Nothing was changed\\.\
              """
                  .formatted(database.address()));
      assertThat(first.applied()).isEmpty();
    }
  }

  @Test
  void anotherSchemaDoesNotWait() throws SQLException {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        Applier first = database.applier();
        Applier second = database.applier(database.sessions("other", SECONDS_5))) {
      assertThat(first.applied()).isEmpty();
      assertThat(second.applied()).isEmpty();
      assertThat(database.listener.lines).isEmpty();
    }
  }

  @Test
  void theLockIsHeldByASessionThatDoesNothingElse() throws SQLException {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        Applier applier = database.applier()) {
      assertThat(applier.applied()).isEmpty();
      assertThat(
              database.query(
                  "select state || ' ' || (backend_xmin is null) from pg_stat_activity join"
                      + " pg_locks using (pid) where locktype = 'advisory' and classid = 1802074721"
                      + " and datname = current_database()"))
          .containsExactly("idle true");
    }
  }

  @Test
  void aLostLockIsTakenAgain() throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        Applier applier = database.applier()) {
      endLockSession(database);
      applier.apply(HISTORY);
      assertThat(database.appliedNames()).containsExactly("0001_a", "0002_b", "0003_c");
      assertThat(
              database.query(
                  "select count(*) from pg_locks where locktype = 'advisory' and objsubid = 2"))
          .containsExactly("1");
    }
  }

  @Test
  void aLockThatWasLostToAnotherApplierEndsTheRun() throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        Applier applier = database.applier()) {
      endLockSession(database);
      database.apply(HISTORY.get(0));
      assertThatThrownBy(() -> applier.apply(HISTORY))
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessage(
              """
              The lock for appliers of %s was lost, and another kizaki process has applied \
              migrations in the meantime; run again.\
              """
                  .formatted(database.address()));
      assertThat(database.query("select id from a")).containsExactly("1");
    }
  }

  @Test
  void aMigrationThatLosesTheLockIsNotCommitted() throws SQLException {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST)) {
      SqlMigration losing =
          Migrations.of(
              "0001_a",
              "create table a (id int)",
              "select pg_terminate_backend(pid, 10000) from pg_locks where locktype = 'advisory'"
                  + " and objsubid = 2 and database ="
                  + " (select oid from pg_database where datname = current_database())");
      assertThatThrownBy(() -> database.apply(losing))
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessage(
              """
              The lock for appliers of %s was lost several times. Something ends idle sessions of \
              this server; find the cause, then run again. Applied: none. Not applied: 0001_a.\
              """
                  .formatted(database.address()));
      assertThat(database.tables()).isEmpty();
      assertThat(database.appliedNames()).isEmpty();
    }
  }

  private static void endLockSession(EngineDatabase database) throws Exception {
    database.execute(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
            + " and database = (select oid from pg_database where datname = current_database())");
    await(
        () ->
            database
                .query("select count(*) from pg_locks where locktype = 'advisory'")
                .equals(List.of("0")));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aLockTimeoutIsTriedAgain(int major) throws Exception {
    try (EngineDatabase database = new EngineDatabase(major);
        Connection holder = database.connect()) {
      database.execute("create table a (id int)");
      lock(holder, "a");
      Future<List<String>> run =
          threads.submit(
              () ->
                  database.apply(
                      database.sessions("public", Duration.ofMillis(200)),
                      List.of(
                          Migrations.of(
                              "0001_x", "create table x (id int)", "alter table a add b int"))));
      await(() -> database.listener.lines.stream().anyMatch(each -> each.startsWith("retrying")));
      holder.commit();

      assertThat(run.get(30, TimeUnit.SECONDS)).containsExactly("0001_x");
      assertThat(database.listener.lines)
          .filteredOn(line -> !line.startsWith("running")) // a slow machine reports more of them
          .startsWith("starting 0001_x", "retrying 1 of 4: canceling statement due to lock timeout")
          .endsWith("applied 0001_x");
      assertThat(database.tables()).containsExactly("a", "x");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aLockThatIsNeverFreeNamesItsHolder(int major) throws Exception {
    try (EngineDatabase database = new EngineDatabase(major);
        Connection holder = database.connect()) {
      database.execute("create table a (id int)");
      holder.setClientInfo("ApplicationName", "report");
      lock(holder, "a");
      Refusal refusal =
          catchThrowableOfType(
              Refusal.class,
              () ->
                  database.apply(
                      database.sessions("public", Duration.ofMillis(400)),
                      List.of(Migrations.of("0001_x", "alter table a add b int"))));

      assertThat(refusal)
          .message()
          .matches(
              """
              Migration 0001_x failed at statement 1:
                do 1
              SQL:
                alter table a add b int
              PostgreSQL: canceling statement due to lock timeout \\(55P03\\)
              Tried 4 times, waiting up to 400 ms for a lock\\. Blocked by:
                process \\d+ \\(user \\w+, application report, idle in transaction since [-0-9]+ [:0-9]+ UTC\\): select 1234567890, 1234567890, 1234567890, 1234567890, 1234567890, 1234567890, 1
              Run again when the locks are free, or set lockTimeout to wait longer for them\\.
              Applied: none\\. Not applied: 0001_x\\.\
              """);
      assertThat(((MigrationFailure) refusal.getCause()).sqlState()).hasValue("55P03");
      assertThat(database.appliedNames()).isEmpty();
    }
  }

  /** Takes a lock and then runs a long query that must not be printed whole. */
  private static void lock(Connection holder, String table) throws SQLException {
    holder.setAutoCommit(false);
    try (var statement = holder.createStatement()) {
      statement.execute("lock table " + table + " in access share mode");
      statement.execute("select " + "1234567890, ".repeat(20) + "0");
    }
  }

  @Test
  void aDeadlockIsTriedAgain() throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        Connection other = database.connect()) {
      database.execute("create table a (id int)", "create table b (id int)");
      lock(other, "b");
      Future<List<String>> run =
          threads.submit(
              () ->
                  database.apply(
                      Migrations.of(
                          "0001_x", "alter table a add x int", "alter table b add x int")));
      await(
          () ->
              database
                  .query("select count(*) from pg_locks where not granted")
                  .equals(List.of("1")));
      // The other session asks second and waits longer, so that the applier is the deadlock's
      // victim.
      try (var statement = other.createStatement()) {
        statement.execute("set deadlock_timeout = '20s'");
        statement.execute("lock table a in access share mode");
      }
      other.commit();

      assertThat(run.get(30, TimeUnit.SECONDS)).containsExactly("0001_x");
      assertThat(database.listener.lines).contains("retrying 1 of 4: deadlock detected");
    }
  }

  static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited 30 s").isLessThan(end);
      Thread.sleep(10);
    }
  }
}
