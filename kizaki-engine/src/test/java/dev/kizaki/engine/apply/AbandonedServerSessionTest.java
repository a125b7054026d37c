package dev.kizaki.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.api.EnvironmentFailure;
import dev.kizaki.engine.api.Refusal;
import dev.kizaki.engine.jdbc.CuttingProxy;
import dev.kizaki.engine.jdbc.EngineDatabase;
import dev.kizaki.engine.jdbc.Sessions;
import dev.kizaki.engine.sql.SqlMigration;
import dev.kizaki.engine.testing.FullRun;
import dev.kizaki.engine.testing.TestRequests;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server still executes the last command of a killed client while the next run starts. */
@FullRun
final class AbandonedServerSessionTest {
  private static final List<SqlMigration> HISTORY =
      List.of(
          Migrations.of(
              "0001_a",
              "create table a (id int)",
              // As on a platform whose kernel cannot detect a closed connection.
              "set local client_connection_check_interval = 0",
              "create constraint trigger at_commit after insert on a deferrable initially deferred"
                  + " for each row execute function wait()",
              "insert into a values (1)"),
          Migrations.of("0002_b", "create table b (id int)"));

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /**
   * The lock is released with the killed client, and the commit that it had sent succeeds later.
   */
  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aCommitThatIsStillOnItsWayIsWaitedFor(int major) throws Exception {
    try (EngineDatabase database = new EngineDatabase(major);
        Connection gate = database.connect()) {
      database.execute(
          "create table gate ()",
          "create function wait() returns trigger language plpgsql as"
              + " 'begin lock table gate in access share mode; return null; end'");
      lock(gate, "gate in access exclusive mode");
      CuttingProxy proxy = new CuttingProxy(database.port(), 0, CuttingProxy.Cut.NEVER);
      Future<Throwable> first =
          threads.submit(
              () -> catchThrowable(() -> applyAndGiveUp(database, patient(database, proxy))));
      ConcurrencyTest.await(
          () -> hasLock(database, "not l.granted and l.relation = 'gate'::regclass"));
      proxy.cutAll();
      Future<List<String>> second = threads.submit(() -> applyRest(database));
      // It has the lock, and goes as far as it goes.
      ConcurrencyTest.await(() -> hasLock(database, "l.locktype = 'advisory' and l.granted"));
      Thread.sleep(500);
      gate.commit();

      assertThat(second.get(60, TimeUnit.SECONDS)).containsExactly("0002_b");
      assertThat(database.query("select id from a")).containsExactly("1");
      assertThat(database.appliedNames()).containsExactly("0001_a", "0002_b");
      assertThat(first.get(60, TimeUnit.SECONDS))
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessageContaining("was lost while 0001_a was being applied");
    }
  }

  /**
   * The server does not accept connections again, so the search for the outcome has a short limit.
   */
  private static void applyAndGiveUp(EngineDatabase database, Sessions sessions) {
    RetryPolicy little =
        new RetryPolicy(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            1,
            Duration.ofMillis(10),
            Duration.ofMillis(100));
    try (Applier applier = Applier.open(sessions, "1", little, database.listener)) {
      applier.apply(HISTORY);
    }
  }

  private static Sessions patient(EngineDatabase database, CuttingProxy proxy) {
    return TestRequests.sessions(
        database.server(database.url().replaceFirst(":\\d+/", ":" + proxy.port() + "/")),
        "public",
        Duration.ofMinutes(1),
        Optional.empty());
  }

  private static List<String> applyRest(EngineDatabase database) {
    try (Applier applier = database.applier()) {
      return applier.apply(HISTORY.subList(applier.applied().size(), HISTORY.size()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aWriterOfTheHistoryThatDoesNotEndIsNamed(int major) throws Exception {
    try (EngineDatabase database = new EngineDatabase(major);
        Connection other = database.connect()) {
      database.apply(Migrations.of("0001_a", "create table a (id int)"));
      other.setClientInfo("ApplicationName", "psql");
      lock(other, "__kizaki_migration in row exclusive mode");
      RetryPolicy little =
          new RetryPolicy(
              Duration.ofSeconds(20),
              Duration.ofMillis(100),
              Duration.ofMillis(100),
              1,
              Duration.ofMillis(10),
              Duration.ofMillis(300));
      assertThatThrownBy(
              () -> Applier.open(database.sessions(), "1", little, database.listener).close())
          .isInstanceOf(Refusal.class)
          .message()
          .matches(
              "A transaction that has written to the history of "
                  + database.address()
                  + " is still open after \\d+ ms: process \\d+ \\(user \\w+, application psql,"
                  + " idle in transaction since [-0-9]+ [:0-9]+ UTC\\): lock table"
                  + " __kizaki_migration in row exclusive mode\\. Nothing was changed; run again"
                  + " when it has ended, or end that session\\.");
      other.rollback();
      assertThat(database.appliedNames()).containsExactly("0001_a");
      assertThat(database.query("select pid from pg_locks where locktype = 'advisory'")).isEmpty();
    }
  }

  /** The server creates the history table for a client that has already been killed. */
  @ParameterizedTest
  @ValueSource(strings = {"app", "public"})
  void aHistoryTableThatAppearsMeanwhileIsUsed(String schema) throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST);
        Connection orphan = database.connect();
        Statement statement = orphan.createStatement()) {
      orphan.setAutoCommit(false);
      statement.execute("create schema if not exists " + schema);
      statement.execute(
          "create table "
              + schema
              + ".__kizaki_migration (number integer not null, name text not null, digest text not"
              + " null, parent text, applied_at timestamptz not null, applied_by text not null,"
              + " duration_ms bigint not null, tool_version text not null, kept_forms jsonb,"
              + " constraint \"__kizaki_migration_pkey\" primary key (number))");
      Future<List<String>> run =
          threads.submit(
              () ->
                  database.apply(
                      database.sessions(schema, Duration.ofSeconds(20)),
                      List.of(Migrations.of("0001_a", "create table a (id int)"))));
      awaitWaiting(database);
      orphan.commit();
      assertThat(run.get(60, TimeUnit.SECONDS)).containsExactly("0001_a");
    }
  }

  private static void awaitWaiting(EngineDatabase database) throws Exception {
    ConcurrencyTest.await(() -> hasLock(database, "not l.granted"));
  }

  private static boolean hasLock(EngineDatabase database, String condition) throws SQLException {
    return !database
        .query(
            "select l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid"
                + " where a.datname = current_database() and a.application_name = 'kizaki' and "
                + condition)
        .isEmpty();
  }

  private static void lock(Connection holder, String what) throws SQLException {
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("lock table " + what);
    }
  }
}
