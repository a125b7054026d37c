package dev.kizaki.engine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kizaki.engine.EnvironmentFailure;
import dev.kizaki.engine.sql.SqlMigration;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are cut and sessions that are ended: the history always tells the truth. */
final class LostConnectionTest {
  private static final List<SqlMigration> HISTORY =
      List.of(
          Migrations.of(
              "0001_a", "create table a (id int primary key)", "insert into a values (1)"),
          Migrations.of("0002_b", "create table b (id int)", "insert into a values (2)"),
          Migrations.of("0003_c", "create table c (id int)", "insert into a values (3)"));

  /**
   * Cuts every request of a run once. Whatever the run says, each migration is there with its row
   * or not at all; what it says is true; and running again finishes.
   */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEVER")
  void everyRequestMayBeTheLast(CuttingProxy.Cut cut) throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST)) {
      int requests = requestsOfACleanRun(database);
      assertThat(requests).isGreaterThan(20);
      int finished = 0;
      for (int request = 1; request <= requests; request++) {
        clear(database);
        Throwable failure = runWithCut(database, request, cut);
        List<String> applied = database.appliedNames();

        assertWholeMigrations(database, applied);
        if (failure == null) {
          finished++;
          assertThat(applied).hasSize(3);
        } else {
          assertThat(failure).as("request %s", request).isInstanceOf(EnvironmentFailure.class);
          assertTrue(failure.getMessage(), applied);
        }
        rerun(database);
        assertWholeMigrations(database, List.of("0001_a", "0002_b", "0003_c"));
      }
      // Commits whose answer was lost, and cuts of the lock's session, do not end a run.
      assertThat(finished).isPositive();
    }
  }

  private static int requestsOfACleanRun(EngineDatabase database) throws Exception {
    try (CuttingProxy proxy =
        new CuttingProxy(database.port(), 0, CuttingProxy.Cut.BEFORE_REQUEST)) {
      database.apply(database.sessionsThrough(proxy.port()), HISTORY);
      return proxy.requests();
    }
  }

  private static Throwable runWithCut(EngineDatabase database, int request, CuttingProxy.Cut cut)
      throws IOException {
    try (CuttingProxy proxy = new CuttingProxy(database.port(), request, cut)) {
      return catchThrowable(() -> database.apply(database.sessionsThrough(proxy.port()), HISTORY));
    }
  }

  private static void assertTrue(String message, List<String> applied) {
    if (message.contains("Applied: ")) {
      List<String> names = List.of("0001_a", "0002_b", "0003_c");
      assertThat(message)
          .endsWith(
              "Applied: "
                  + (applied.isEmpty() ? "none" : String.join(", ", applied))
                  + ". Not applied: "
                  + String.join(", ", names.subList(applied.size(), 3))
                  + ".");
    } else {
      assertThat(applied).isEmpty();
    }
  }

  private static void assertWholeMigrations(EngineDatabase database, List<String> applied)
      throws SQLException {
    assertThat(database.tables()).isEqualTo(List.of("a", "b", "c").subList(0, applied.size()));
    if (!applied.isEmpty()) {
      assertThat(database.query("select id from a order by 1"))
          .isEqualTo(List.of("1", "2", "3").subList(0, applied.size()));
    }
    assertThat(database.appliedNames())
        .isEqualTo(List.of("0001_a", "0002_b", "0003_c").subList(0, applied.size()));
  }

  private static void rerun(EngineDatabase database) {
    try (Applier applier = database.applier()) {
      applier.apply(HISTORY.subList(applier.applied().size(), 3));
    }
  }

  private static void clear(EngineDatabase database) throws SQLException {
    database.execute("drop schema public cascade", "create schema public");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void anEndedSessionIsReported(int major) throws Exception {
    try (EngineDatabase database = new EngineDatabase(major)) {
      Throwable failure =
          catchThrowable(
              () ->
                  database.apply(
                      HISTORY.get(0),
                      Migrations.of(
                          "0002_x",
                          "create table x (id int)",
                          "select pg_terminate_backend(pg_backend_pid())",
                          "create table y (id int)")));
      assertThat(failure)
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessage(
              "The connection to "
                  + database.address()
                  + " was lost while 0002_x was being applied (terminating connection due to"
                  + " administrator command), and the database has rolled it back; run again."
                  + " Applied: 0001_a. Not applied: 0002_x.");
      assertThat(database.tables()).containsExactly("a");
      assertThat(database.appliedNames()).containsExactly("0001_a");
    }
  }

  @Test
  void aServerThatStaysAwayLeavesTheOutcomeOpen() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.NEWEST)) {
      CuttingProxy proxy = new CuttingProxy(database.port(), 0, CuttingProxy.Cut.BEFORE_REQUEST);
      Sessions sessions = database.sessionsThrough(proxy.port());
      Patience little =
          new Patience(
              Duration.ofSeconds(5),
              Duration.ofMillis(200),
              Duration.ofSeconds(5),
              1,
              Duration.ofMillis(10),
              Duration.ofSeconds(1));
      Future<Throwable> run =
          thread.submit(
              () ->
                  catchThrowable(
                      () -> {
                        try (Applier applier =
                            Applier.open(sessions, "1", little, database.listener)) {
                          applier.apply(List.of(Migrations.of("0001_x", "select pg_sleep(30)")));
                        }
                      }));
      ConcurrencyTest.await(() -> !database.listener.lines.isEmpty());
      proxy.close();
      database.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kizaki'"
              + " and datname = current_database()");

      assertThat(run.get(30, TimeUnit.SECONDS))
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessage(
              "The connection to "
                  + sessions.address()
                  + " was lost while 0001_x was being applied, and whether it is applied could not"
                  + " be found out: Cannot connect to "
                  + sessions.address()
                  + ": nobody listens there. Check that the server runs and that host and port are"
                  + " right. `mvn kizaki:status` tells once the server answers; then run again.");
    } finally {
      thread.shutdownNow();
    }
  }

  /** A client that vanishes without a word must not have its statement run to the end. */
  @Test
  void theServerNoticesThatItsClientIsGone() throws Exception {
    try (EngineDatabase database = new EngineDatabase(EngineDatabase.OLDEST)) {
      Sessions sessions =
          new Sessions(
              database.server(database.url() + "?socketTimeout=1"),
              "public",
              Duration.ofSeconds(5),
              Optional.empty());
      Throwable failure =
          catchThrowable(
              () ->
                  database.apply(
                      sessions,
                      List.of(
                          Migrations.of(
                              "0001_x", "create table x (id int)", "select pg_sleep(60)"))));
      assertThat(failure)
          .isInstanceOf(EnvironmentFailure.class)
          .hasMessageContaining("was lost while 0001_x was being applied")
          .hasMessageEndingWith("Applied: none. Not applied: 0001_x.");
      assertThat(database.tables()).isEmpty();
      assertThat(
              database.query(
                  "select count(*) from pg_stat_activity where query like '%pg_sleep(60)%' and"
                      + " pid <> pg_backend_pid()"))
          .containsExactly("0");
    }
  }
}
